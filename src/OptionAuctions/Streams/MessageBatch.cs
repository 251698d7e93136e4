using System.Buffers;
using OptionAuctions.Routing;

namespace OptionAuctions.Streams;

/// <summary>
/// A batch of data messages that could be read from the socket without waiting, in wire order: one when the connection is quiet, a few when many
/// come after a pause, up to <see cref="ConnectionOptions.MessagesPerBatch"/> when it is busy. Pooled: its receiver disposes it exactly once.
/// </summary>
internal sealed class MessageBatch : IDisposable
{
    private static readonly Pool<MessageBatch> Pool = new(() => new MessageBatch(), bound: 64);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int[] _ends = new int[16];

    private MessageBatch()
    {
    }

    /// <summary>Number of messages in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the connection that received it, counted from 1 over all sessions.</summary>
    public int Epoch { get; private set; }

    /// <summary>Number of the batch in its feed; grows by one with each batch.</summary>
    public long Number { get; private set; }

    /// <summary>
    /// When the first message of its burst was complete, by the host's clock, in KST. Batches that a burst is split into have the same time, until
    /// they have the largest size; then each has its own.
    /// </summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>The same moment on the monotonic clock; a timestamp of the feed's clock.</summary>
    public long Timestamp { get; private set; }

    /// <summary>Number of the first of the messages among the data messages of its connection, counted from 1.</summary>
    public long FirstMessage { get; private set; }

    /// <summary>Number of the last of them.</summary>
    public long LastMessage => FirstMessage + Count - 1;

    /// <summary>Bytes of all messages.</summary>
    internal int Length => Start(Count);

    /// <summary>The bytes of message <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(Start(index).._ends[index]);

    internal static MessageBatch Rent(int epoch, long number, DateTimeOffset receivedAt, long timestamp = 0, long firstMessage = 1)
    {
        var batch = Pool.Rent();
        (batch.Count, batch.Epoch, batch.Number, batch.ReceivedAt) = (0, epoch, number, receivedAt);
        (batch.Timestamp, batch.FirstMessage) = (timestamp, firstMessage);
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

    /// <summary>Returns the batch to the pool; its messages are invalid afterwards.</summary>
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
