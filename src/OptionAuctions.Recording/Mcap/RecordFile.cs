using System.Buffers.Binary;

namespace OptionAuctions.Recording;

/// <summary>A file of which records are read by offset. No length in it is believed before it is compared with the length of the file.</summary>
internal sealed class RecordFile
{
    private readonly Stream _stream;
    private byte[] _content = new byte[4096];

    public RecordFile(Stream stream)
    {
        if (!stream.CanSeek) throw new ArgumentException("the stream cannot seek", nameof(stream));
        _stream = stream;
        Length = stream.Length;
    }

    /// <summary>Length when reading began.</summary>
    public long Length { get; }

    /// <summary>Reads the prefix of a record; <see langword="null"/> where the file is too short for a prefix. A length above 2^63 becomes 2^63 - 1.</summary>
    public RecordPlace? PrefixAt(long offset)
    {
        if (offset < 0 || Length - offset < McapFormat.RecordPrefix) return null;
        Span<byte> prefix = stackalloc byte[McapFormat.RecordPrefix];
        Read(offset, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix[1..]);
        return new(offset, (McapOpcode)prefix[0], (long)Math.Min(length, (ulong)(long.MaxValue - offset - McapFormat.RecordPrefix)));
    }

    /// <summary>Reads the content of a record into memory that the next call uses again.</summary>
    public ReadOnlySpan<byte> Content(RecordPlace place)
    {
        if (place.Length > McapFormat.MaxBytes) throw new McapException(place.Offset, "the record is longer than 64 MiB");
        if (place.End > Length) throw new McapException(place.Offset, "the record is longer than the file");
        return Read(place.ContentOffset, Memory((int)place.Length));
    }

    /// <summary>Reads bytes into memory that the next call uses again.</summary>
    public ReadOnlySpan<byte> Bytes(long offset, int count) => Read(offset, Memory(count));

    /// <summary>Fills memory of the caller with bytes from an offset.</summary>
    public Span<byte> Read(long offset, Span<byte> bytes)
    {
        if (_stream.Position != offset) _stream.Position = offset;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private Span<byte> Memory(int count)
    {
        if (_content.Length < count) _content = new byte[Math.Max(count, Math.Min(_content.Length * 2, McapFormat.MaxBytes))];
        return _content.AsSpan(0, count);
    }
}
