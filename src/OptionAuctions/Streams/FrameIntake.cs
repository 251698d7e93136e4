using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>
/// Where sockets' readers hand batches to the stream. When the stream is a few behind, they leave what comes with the kernel for a moment; when
/// it is behind by <see cref="FeedOptions.BatchesQueued"/>, the oldest batch is shed, counted, and its codes are told of a gap.
/// </summary>
/// <remarks>
/// Outlives connections: the stream starts once, whatever happens to sockets. A reader that never waited would fill this queue with all
/// that a fast venue can send, some hundred megabytes, before the stream has seen the first of it; one that waited for ever would lose the session.
/// </remarks>
internal sealed class FrameIntake
{
    private const int Behind = 8, CaughtUp = 2; // batches
    private const int Small = 16 * 1024; // bytes, some hundred and fifty records

    private readonly Channel<FrameBatch> _batches;
    private readonly FeedMeter _meter;
    private readonly TimeSpan _patience;
    private TaskCompletionSource? _room;
    private Action? _changed;
    private bool _standsStill;
    private long _number, _lastReceived;

    /// <param name="batchesQueued">Batches that may wait.</param>
    /// <param name="meter">Counts what is shed.</param>
    /// <param name="patience">How long a reader waits for the stream at a time; not at all by default.</param>
    public FrameIntake(int batchesQueued, FeedMeter meter, TimeSpan patience = default)
    {
        (_meter, _patience) = (meter, patience);
        var bound = new BoundedChannelOptions(batchesQueued) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _batches = Channel.CreateBounded<FrameBatch>(bound, Shed);
    }

    public ChannelReader<FrameBatch> Batches => _batches.Reader;

    public ShedLedger Ledger { get; } = new();

    /// <summary>When the last batch of data began, KST; <see langword="null"/> before the first.</summary>
    public DateTimeOffset? LastReceivedAt => Volatile.Read(ref _lastReceived) is var ticks and > 0 ? new DateTimeOffset(ticks, MarketTime.Offset) : null;

    public FrameBatch Begin(int epoch, DateTimeOffset receivedAt)
    {
        Volatile.Write(ref _lastReceived, receivedAt.ToOffset(MarketTime.Offset).Ticks);
        return FrameBatch.Rent(epoch, Interlocked.Increment(ref _number), receivedAt);
    }

    /// <summary>By a reader, which lends its thread for a small batch: that is with its codes before another thread would have begun with it.</summary>
    public void HandOver(FrameBatch batch)
    {
        var small = batch.Length <= Small; // asked first: given away, it is not ours
        if (_batches.Writer.TryWrite(batch))
        {
            using (LaneExecutor.LendThread(small)) Changed();
            return;
        }

        _meter.FramesShed(batch.Count); // only a completed intake refuses, and what follows it has no reader
        batch.Dispose();
    }

    /// <summary>By the stream: takes the oldest batch, if one waits.</summary>
    public bool TryTake([NotNullWhen(true)] out FrameBatch? batch)
    {
        var any = _batches.Reader.TryRead(out batch);
        Volatile.Write(ref _standsStill, false);
        if (_room is not null && _batches.Reader.Count <= CaughtUp) Interlocked.Exchange(ref _room, null)?.TrySetResult();
        return any;
    }

    /// <summary>By a reader: completes when the stream has nearly caught up, or after a moment; at once when it has stood still for one already.</summary>
    public ValueTask WhenRoomAsync() =>
        _patience == TimeSpan.Zero || _batches.Reader.Count < Behind || Volatile.Read(ref _standsStill) ? ValueTask.CompletedTask : new ValueTask(WaitAsync());

    /// <summary>No more batches: the stream ends when it has read those that are here.</summary>
    public void Complete()
    {
        _batches.Writer.TryComplete();
        Changed();
    }

    /// <summary>True when no batch is here and none will come.</summary>
    public bool IsOver => _batches.Reader.Completion.IsCompleted;

    /// <summary>By the stream, which found nothing: calls back once, when that may have changed.</summary>
    /// <remarks>In place of the channel's own wait, which makes an object each time; on a quiet line that is each batch.</remarks>
    public void WhenChanged(Action changed)
    {
        Interlocked.Exchange(ref _changed, changed);
        if (_batches.Reader.Count > 0 || IsOver) Changed(); // it came before it was said who waits
    }

    private void Changed() => Interlocked.Exchange(ref _changed, null)?.Invoke();

    /// <summary>By the wall clock, whatever the feed lives on: it is by that one that the kernel's buffers fill.</summary>
    private async Task WaitAsync()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        room = Interlocked.CompareExchange(ref _room, room, null) ?? room;
        if (_batches.Reader.Count <= CaughtUp) return;
        await room.Task.WaitAsync(_patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // leaves no timer behind
        if (!room.Task.IsCompleted) Volatile.Write(ref _standsStill, true);
    }

    private void Shed(FrameBatch batch)
    {
        _meter.FramesShed(batch.Count);
        Ledger.Add(batch);
        batch.Dispose();
    }
}
