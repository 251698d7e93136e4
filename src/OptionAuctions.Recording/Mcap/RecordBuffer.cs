using System.Buffers.Binary;
using System.Text;

namespace OptionAuctions.Recording;

/// <summary>Bytes of records that are being written, in memory that is used again.</summary>
internal sealed class RecordBuffer
{
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Writes an opcode and leaves room for the length; returns what <see cref="EndRecord"/> takes.</summary>
    public int BeginRecord(McapOpcode opcode)
    {
        U8((byte)opcode);
        U64(0);
        return Length;
    }

    public void EndRecord(int begin) => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(begin - 8), (ulong)(Length - begin));

    /// <summary>Leaves room for a length of four bytes, that of an array or a map; returns what <see cref="EndArray"/> takes.</summary>
    public int BeginArray()
    {
        U32(0);
        return Length;
    }

    public void EndArray(int begin) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(begin - 4), (uint)(Length - begin));

    public void U8(byte value) => Append(1)[0] = value;

    public void U16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Append(2), value);

    public void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Append(4), value);

    public void U64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Append(8), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Append(value.Length));

    public void Text(string value)
    {
        var begin = BeginArray();
        Encoding.UTF8.GetBytes(value, Append(Encoding.UTF8.GetByteCount(value)));
        EndArray(begin);
    }

    public void Map(IEnumerable<KeyValuePair<string, string>> values)
    {
        var begin = BeginArray();
        foreach (var (key, value) in values)
        {
            Text(key);
            Text(value);
        }

        EndArray(begin);
    }

    /// <summary>Returns room for bytes that may come; <see cref="Take"/> says how many did.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes) Array.Resize(ref _bytes, Math.Max(Length + bytes, _bytes.Length * 2));
        return _bytes.AsSpan(Length, bytes);
    }

    public void Take(int bytes) => Length += bytes;

    /// <summary>Returns what is written behind some byte, to be changed.</summary>
    public Span<byte> Patch(int from) => _bytes.AsSpan(from, Length - from);

    private Span<byte> Append(int bytes)
    {
        var room = Room(bytes);
        Length += bytes;
        return room;
    }
}
