namespace OptionAuctions.Recording;

/// <summary>Log time and place of each message that one channel has in the open chunk. Its memory is used for the next chunk.</summary>
internal sealed class ChannelIndex(McapChannel channel)
{
    private (ulong Time, int Offset)[] _entries = new (ulong, int)[16];

    public McapChannel Channel { get; } = channel;

    /// <summary>Whether an earlier message brought the channel into the file.</summary>
    public bool IsInFile { get; set; }

    public int Count { get; private set; }

    public void Add(ulong time, int offset)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Count * 2);
        _entries[Count++] = (time, offset);
    }

    public void Clear() => Count = 0;

    public void WriteTo(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.MessageIndex);
        buffer.U16(Channel.Id);
        var array = buffer.BeginArray();
        foreach (var (time, offset) in _entries.AsSpan(0, Count))
        {
            buffer.U64(time);
            buffer.U64((ulong)offset);
        }

        buffer.EndArray(array);
        buffer.EndRecord(record);
    }
}
