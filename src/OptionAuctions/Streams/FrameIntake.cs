using System.Threading.Channels;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>
/// Where the socket's reader hands batches to the stream. The reader never waits here: when the stream is behind by
/// <see cref="FeedOptions.BatchesQueued"/>, the oldest batch is shed, counted, and its codes are told of a gap.
/// </summary>
/// <remarks>Outlives connections: the stream starts once, whatever happens to sockets.</remarks>
internal sealed class FrameIntake
{
    private readonly Channel<FrameBatch> _batches;
    private readonly FeedMeter _meter;
    private long _number, _lastReceived;

    public FrameIntake(int batchesQueued, FeedMeter meter)
    {
        _meter = meter;
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

    public void HandOver(FrameBatch batch)
    {
        if (_batches.Writer.TryWrite(batch)) return;
        _meter.FramesShed(batch.Count); // only a completed intake refuses, and what follows it has no reader
        batch.Dispose();
    }

    /// <summary>No more batches: the stream ends when it has read those that are here.</summary>
    public void Complete() => _batches.Writer.TryComplete();

    private void Shed(FrameBatch batch)
    {
        _meter.FramesShed(batch.Count);
        Ledger.Add(batch);
        batch.Dispose();
    }
}
