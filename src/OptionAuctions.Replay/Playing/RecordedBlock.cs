using System.Runtime.InteropServices;
using OptionAuctions.Recording;

namespace OptionAuctions.Replay;

/// <summary>Messages of a recording with a copy of their bytes, read ahead of the replay.</summary>
internal sealed class RecordedBlock
{
    private const int FullBytes = 256 << 10, FullMessages = 4096;

    private readonly List<RecordedMessage> _messages = [];
    private byte[] _bytes = new byte[FullBytes + (64 << 10)];
    private int _used;

    /// <summary>The messages, with bytes of this block.</summary>
    public ReadOnlySpan<RecordedMessage> Messages => CollectionsMarshal.AsSpan(_messages);

    /// <summary>True when the next message belongs into another block.</summary>
    public bool IsFull => _used >= FullBytes || _messages.Count >= FullMessages;

    /// <summary>Adds a copy of a message.</summary>
    public void Add(in RecordedMessage message)
    {
        var length = message.Bytes.Length;
        if (_used + length > _bytes.Length) (_bytes, _used) = (new byte[FullBytes + length], 0); // the messages so far keep the former array
        message.Bytes.CopyTo(_bytes.AsMemory(_used));
        _messages.Add(message with { Bytes = _bytes.AsMemory(_used, length) });
        _used += length;
    }

    /// <summary>Empties the block.</summary>
    public void Clear()
    {
        _messages.Clear();
        _used = 0;
    }
}
