using System.Buffers;

namespace OptionAuctions.Streams;

/// <summary>
/// Data messages that could be read from the socket without waiting, in wire order: one when the line is quiet, a few when many come after quiet, up to
/// <see cref="FeedOptions.FramesPerBatch"/> when it is busy. Pooled: whoever takes it disposes it, once.
/// </summary>
public sealed class FrameBatch : IDisposable
{
    private static readonly Pool<FrameBatch> Pool = new(() => new FrameBatch(), bound: 64);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int[] _ends = new int[16];

    private FrameBatch()
    {
    }

    /// <summary>Messages in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Life of the connection that received it, counted from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>Place among the batches of its feed; grows by one a batch.</summary>
    public long Number { get; private set; }

    /// <summary>When the first message that was read with it was complete, by the host's clock, in KST: the same for all batches that a reading was cut into.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Bytes of all messages.</summary>
    internal int Length => Start(Count);

    /// <summary>Message <paramref name="index"/>, as bytes.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(Start(index).._ends[index]);

    internal static FrameBatch Rent(int epoch, long number, DateTimeOffset receivedAt)
    {
        var batch = Pool.Rent();
        (batch.Count, batch.Epoch, batch.Number, batch.ReceivedAt) = (0, epoch, number, receivedAt);
        return batch;
    }

    internal void Add(ReadOnlySpan<byte> message)
    {
        var start = Length;
        if (start + message.Length > _bytes.Length) Grow(start, start + message.Length);
        if (Count == _ends.Length) Array.Resize(ref _ends, _ends.Length * 2);
        message.CopyTo(_bytes.AsSpan(start));
        _ends[Count++] = start + message.Length;
    }

    /// <summary>Gives the batch back; its messages are gone afterwards.</summary>
    public void Dispose() => Pool.Return(this);

    private int Start(int index) => index == 0 ? 0 : _ends[index - 1];

    private void Grow(int used, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        _bytes.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
