using System.IO.Hashing;

namespace OptionAuctions.Recording;

/// <summary>The stream that a writer appends to, with what it counts of it: the length, and the checksum of the data section.</summary>
internal sealed class McapOutput(Stream stream)
{
    private readonly Crc32 _checksum = new();
    private bool _failed;

    /// <summary>Records that are to be appended.</summary>
    public RecordBuffer Pending { get; } = new();

    /// <summary>Bytes appended so far.</summary>
    public long Length { get; private set; }

    /// <summary>CRC-32 of the bytes appended so far.</summary>
    public uint Checksum => _checksum.GetCurrentHashAsUInt32();

    /// <summary>Appends what is pending with one write, so that a crash cuts one chunk at most. After an error nothing can be appended.</summary>
    public void Append()
    {
        CheckUsable();
        _failed = true;
        stream.Write(Pending.Written);
        _failed = false;
        _checksum.Append(Pending.Written);
        Length += Pending.Length;
        Pending.Clear();
    }

    /// <summary>Throws after an error of the stream.</summary>
    public void CheckUsable()
    {
        if (_failed) throw new InvalidOperationException("an earlier write to the file has failed");
    }

    public void Flush() => stream.Flush();
}
