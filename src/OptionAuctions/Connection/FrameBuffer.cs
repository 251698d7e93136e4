namespace OptionAuctions.Connection;

/// <summary>What the line has and no frame was taken from: filled behind, read from the front.</summary>
/// <param name="size">Bytes it holds: a frame of no more can lie here whole.</param>
/// <remarks>
/// It belongs to one socket and not to a pool: there are a few sockets a day, and one given back under a read that is still in
/// flight would be written into by a former life.
/// </remarks>
internal sealed class FrameBuffer(int size)
{
    private readonly byte[] _bytes = new byte[size];
    private int _start, _end;

    /// <summary>What is there.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>True when what came last took all the room there was, so that there may be more.</summary>
    public bool IsFull => _end == _bytes.Length;

    /// <summary>Where the next bytes go. Empty only when a whole buffer is unread.</summary>
    /// <remarks>What is there moves to the front when less than a quarter is left behind it, so that neither reads nor moves are many.</remarks>
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

    /// <summary>So many bytes came into the room.</summary>
    public void Add(int count) => _end += count;

    /// <summary>So many bytes at the front are read.</summary>
    public void Take(int count) => _start += count;
}
