namespace OptionAuctions.Recording;

/// <summary>Constants of the format, and the limits that we add to it. Source: the MCAP specification, version 0.</summary>
internal static class McapFormat
{
    /// <summary>Bytes before the content of a record: the opcode and the length of the content.</summary>
    public const int RecordPrefix = 1 + 8;

    /// <summary>Bytes of a whole data end record.</summary>
    public const int DataEndBytes = RecordPrefix + 4;

    /// <summary>Bytes of the content of a footer, and of its part before the checksum.</summary>
    public const int FooterContent = 8 + 8 + 4;

    /// <summary>Bytes of a message record before its payload, without the prefix.</summary>
    public const int MessageHead = 2 + 4 + 8 + 8;

    /// <summary>Longest content of a record, decompressed chunk, or summary that is read: 64 MiB. Longer ones are refused before memory is taken.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Longest payload of a message, and longest data of an attachment, that is written: half of what is read.</summary>
    public const int MaxPayload = MaxBytes / 2;

    public const string Zstd = "zstd";

    /// <summary>The bytes at the beginning and at the end of a file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'M', (byte)'C', (byte)'A', (byte)'P', (byte)'0', (byte)'\r', (byte)'\n'];
}
