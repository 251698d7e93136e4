namespace OptionAuctions.WebSockets;

/// <summary>The receive buffer of one connection, with the bytes that were not parsed yet: filled at the end, read from the front.</summary>
/// <param name="size">Size in bytes: a frame of no more fits whole.</param>
/// <remarks>
/// It belongs to one connection and not to a pool: there are a few connections a day, and a buffer returned while a read is still in flight would be
/// written into by a former connection.
/// </remarks>
internal sealed class WebSocketReceiveBuffer(int size)
{
    private readonly byte[] _bytes = new byte[size];
    private int _start, _end;

    /// <summary>The bytes that were received and not taken.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>True when the last read filled the room, so that more bytes may wait.</summary>
    public bool IsFull => _end == _bytes.Length;

    /// <summary>Returns the memory for the next read. Empty only when the whole buffer is unread.</summary>
    /// <remarks>Unread bytes move to the front when less than a quarter of the buffer is free behind them, which keeps both reads and moves few.</remarks>
    public Memory<byte> Room()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_start > 0 && _bytes.Length - _end < _bytes.Length / 4)
        {
            Unread.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Adds bytes that were read into the room.</summary>
    public void Add(int count) => _end += count;

    /// <summary>Takes bytes off the front.</summary>
    public void Take(int count) => _start += count;
}
