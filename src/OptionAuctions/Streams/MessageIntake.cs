using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Streams;

/// <summary>
/// The queue of batches between the sockets' readers and the stream. While the stream is a few batches behind, readers leave further bytes in the
/// kernel for a short time; when it is behind by <see cref="ConnectionOptions.BatchesQueued"/>, the oldest batch is shed and counted, and its codes
/// get a gap.
/// </summary>
/// <remarks>
/// It outlives connections: the stream is started once, whatever happens to sockets. A reader that never waited would fill this queue with all
/// that a fast venue can send, some hundred megabytes, before the stream has received the first batch; one that waited without limit would lose
/// the session.
/// </remarks>
internal sealed class MessageIntake
{
    private const int Behind = 8, CaughtUp = 2; // batches

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2); // of a reader while the stream stands still, for each buffer that it has read

    private readonly Channel<RecordBatch> _batches;
    private readonly FeedMeter _meter;
    private readonly ShedLedger _ledger = new();
    private readonly TimeSpan _readerWait;
    private TaskCompletionSource? _caughtUp;
    private Action? _onChanged;
    private long _lastNumber, _lastReceived;
    private long _taken, _stalledAt = -1; // how often the stream took, or looked; the value of that at which it did not move for a whole wait

    /// <summary>An empty queue.</summary>
    /// <param name="batchesQueued">Most batches that wait.</param>
    /// <param name="meter">Counts the messages that are shed.</param>
    /// <param name="readerWait">Longest time for which a reader waits for the stream at once; by default it does not wait.</param>
    public MessageIntake(int batchesQueued, FeedMeter meter, TimeSpan readerWait = default)
    {
        (_meter, _readerWait, Decoder) = (meter, readerWait, new RecordDecoder(meter));
        meter.Gauges.ReadLastDataAt(() => LastReceivedAt);
        var bound = new BoundedChannelOptions(batchesQueued) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _batches = Channel.CreateBounded<RecordBatch>(bound, Shed);
    }

    public ChannelReader<RecordBatch> Batches => _batches.Reader;

    /// <summary>Decodes messages into the batches that are begun here.</summary>
    public RecordDecoder Decoder { get; }

    /// <summary>Receive time of the last batch, KST; <see langword="null"/> before the first.</summary>
    public DateTimeOffset? LastReceivedAt => Volatile.Read(ref _lastReceived) is var ticks and > 0 ? new DateTimeOffset(ticks, MarketTime.Offset) : null;

    /// <summary>By a reader: begins a batch.</summary>
    /// <param name="epoch">Number of the connection.</param>
    /// <param name="receivedAt">When its first message was received.</param>
    /// <param name="timestamp">The same on the monotonic clock.</param>
    /// <param name="firstMessage">Number of that message among the data messages of the connection, counted from 1.</param>
    public RecordBatch Begin(int epoch, DateTimeOffset receivedAt, long timestamp = 0, long firstMessage = 1)
    {
        Volatile.Write(ref _lastReceived, receivedAt.ToOffset(MarketTime.Offset).Ticks);
        return RecordBatch.Rent(epoch, receivedAt, timestamp: timestamp, number: Interlocked.Increment(ref _lastNumber), firstMessage: firstMessage);
    }

    /// <summary>By a reader: queues a complete batch for the stream.</summary>
    public void HandOver(RecordBatch batch)
    {
        if (_batches.Writer.TryWrite(batch))
        {
            NotifyChanged();
            return;
        }

        Drop(batch); // only a completed queue refuses a batch, and nothing reads it any more
    }

    /// <summary>By the stream: takes the oldest batch, if one waits, with what is to be told of shed batches before its records.</summary>
    public bool TryTake([NotNullWhen(true)] out RecordBatch? batch)
    {
        var any = _batches.Reader.TryRead(out batch);
        if (batch is not null)
        {
            _meter.MessagesHeldData(batch.DataMessages, batch.Announced);
            batch.Shed = _ledger.TakeBefore(batch.Number, isCaughtUp: _batches.Reader.Count <= CaughtUp);
        }

        Volatile.Write(ref _taken, _taken + 1);
        if (_caughtUp is not null && _batches.Reader.Count <= CaughtUp) Interlocked.Exchange(ref _caughtUp, null)?.TrySetResult();
        return any;
    }

    /// <summary>True while the stream is a few batches behind.</summary>
    public bool IsBehind => _batches.Reader.Count >= Behind;

    /// <summary>
    /// By a reader: completes when the stream has nearly caught up, or after the reader's wait; after a short pause when the stream has not moved
    /// during an earlier wait.
    /// </summary>
    /// <remarks>
    /// While the stream is behind, a reader always leaves its thread. One whose connection has more bytes all the time would never do so by itself,
    /// and as many of those as there are processors take all threads of the pool, and most of the processors, from the stream that they wait for.
    /// </remarks>
    public ValueTask WhenRoomAsync()
    {
        if (!IsBehind) return ValueTask.CompletedTask;
        if (_readerWait == TimeSpan.Zero) return new ValueTask(TurnAsync());
        return new ValueTask(WaitAsync(IsStreamStalled && _readerWait > Pause ? Pause : _readerWait));
    }

    /// <summary>Ends the intake of batches: the stream completes when it has read those that wait.</summary>
    public void Complete()
    {
        _batches.Writer.TryComplete();
        NotifyChanged();
    }

    /// <summary>True when the stream did not move during a whole wait of a reader, nor since.</summary>
    internal bool IsStreamStalled => Volatile.Read(ref _stalledAt) == Volatile.Read(ref _taken);

    /// <summary>True when no batch waits and none will come.</summary>
    public bool IsOver => _batches.Reader.Completion.IsCompleted;

    /// <summary>By the stream, which found no batch: calls back once, when that may have changed.</summary>
    /// <remarks>Used instead of the channel's own wait, which allocates an object each time; on a quiet connection that is once per batch.</remarks>
    public void WhenChanged(Action onChanged)
    {
        Interlocked.Exchange(ref _onChanged, onChanged);
        if (_batches.Reader.Count > 0 || IsOver) NotifyChanged(); // it changed before the callback was set
    }

    /// <summary>Leaves the thread to what the thread pool has to do already.</summary>
    private static async Task TurnAsync() => await Task.Yield();

    private void NotifyChanged() => Interlocked.Exchange(ref _onChanged, null)?.Invoke();

    /// <summary>Waits by the wall clock, whatever the feed's clock is: the kernel's buffers fill in real time.</summary>
    private async Task WaitAsync(TimeSpan wait)
    {
        var caughtUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        caughtUp = Interlocked.CompareExchange(ref _caughtUp, caughtUp, null) ?? caughtUp;
        if (_batches.Reader.Count <= CaughtUp) return;
        var taken = Volatile.Read(ref _taken);
        await caughtUp.Task.WaitAsync(wait, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // leaves no timer behind
        if (!caughtUp.Task.IsCompleted && taken == Volatile.Read(ref _taken)) Volatile.Write(ref _stalledAt, taken);
    }

    /// <summary>Drops a batch that the stream will not take, and remembers the codes in it.</summary>
    internal void Shed(RecordBatch batch)
    {
        _ledger.Add(batch);
        Drop(batch);
    }

    /// <summary>Counts the messages of a batch as shed, and none of their records but those that were refused: these are in a count already.</summary>
    private void Drop(RecordBatch batch)
    {
        _meter.MessagesShed(batch.DataMessages);
        if (batch.Refused > 0) _meter.MessagesHeldData(0, batch.Refused);
        batch.Dispose();
    }
}
