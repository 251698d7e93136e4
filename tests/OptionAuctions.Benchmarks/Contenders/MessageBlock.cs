namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>Messages that could be read together, in one buffer, with the time at which the first of them was there.</summary>
internal sealed class MessageBlock
{
    private const int MostMessages = 512, Full = 48 * 1024;

    private readonly int[] _ends = new int[MostMessages];
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    public int Count { get; private set; }

    public long ReceivedAt { get; private set; }

    /// <summary>True while a message has begun and not ended.</summary>
    public bool HasPart => _length > (Count == 0 ? 0 : _ends[Count - 1]);

    public bool IsFull => Count == MostMessages || _length >= Full;

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    /// <summary>Adds bytes of a message.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Ends a message: its bytes are all there.</summary>
    public void EndMessage(long receivedAt)
    {
        if (Count == 0) ReceivedAt = receivedAt;
        _ends[Count++] = _length;
    }

    public void Clear() => (Count, _length) = (0, 0);
}
