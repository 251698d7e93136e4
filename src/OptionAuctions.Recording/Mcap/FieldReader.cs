using System.Buffers.Binary;
using System.Text;

namespace OptionAuctions.Recording;

/// <summary>Reads the fields of one record in order. A field that does not fit is a <see cref="McapException"/> with the record's offset.</summary>
/// <param name="content">The content of the record.</param>
/// <param name="offset">Byte offset of the record in its file.</param>
internal ref struct FieldReader(ReadOnlySpan<byte> content, long offset)
{
    private const int MostEntries = 100_000;

    private ReadOnlySpan<byte> _left = content;

    public readonly int Left => _left.Length;

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>Reads an offset or length of a file, which is below 2^63.</summary>
    public long Position()
    {
        var value = U64();
        return value <= long.MaxValue ? (long)value : throw Wrong("an offset or length is above 2^63");
    }

    public byte U8() => Bytes(1)[0];

    public ReadOnlySpan<byte> Bytes(ulong count)
    {
        if (count > (ulong)_left.Length) throw Wrong("a field is longer than its record");
        var bytes = _left[..(int)count];
        _left = _left[(int)count..];
        return bytes;
    }

    /// <summary>Reads a text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes(U32()));

    public Dictionary<string, string> Map()
    {
        var entries = Array();
        var map = new Dictionary<string, string>();
        while (entries.Left > 0)
        {
            if (map.Count >= MostEntries) throw Wrong("a map has more than 100,000 entries");
            map[entries.Text()] = entries.Text();
        }

        return map;
    }

    public Dictionary<ushort, ulong> Counts()
    {
        var entries = Array();
        var map = new Dictionary<ushort, ulong>();
        while (entries.Left > 0) map[entries.U16()] = entries.U64();
        return map;
    }

    /// <summary>Reads the bytes of an array or a map, which begin with their length, as fields of their own.</summary>
    public FieldReader Array() => new(Bytes(U32()), offset);

    /// <summary>Says that the record is over. Later versions of the format may have more fields; this one has none.</summary>
    public readonly void End()
    {
        if (_left.Length > 0) throw Wrong("the record is longer than its fields");
    }

    private readonly McapException Wrong(string reason) => new(offset, reason);
}
