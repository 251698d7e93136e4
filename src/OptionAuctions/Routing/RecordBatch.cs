using System.Buffers;
using Akka.Actor;
using OptionAuctions.Auctions;
using OptionAuctions.Streams;

namespace OptionAuctions.Routing;

/// <summary>
/// The records of one <see cref="MessageBatch"/>, in wire order, with their receive time. Trades are kept separately, each with its position
/// among the other records. Pooled: the consumer disposes it, once.
/// </summary>
internal sealed class RecordBatch : IDisposable, INoSerializationVerificationNeeded
{
    private static readonly Pool<RecordBatch> Pool = new(() => new RecordBatch(), bound: 64);

    private ExpectedExecution[] _records = ArrayPool<ExpectedExecution>.Shared.Rent(64);
    private RecordPlace[] _places = ArrayPool<RecordPlace>.Shared.Rent(64);
    private int _count;
    private TradeMark[] _trades = []; // most batches have none
    private int _tradeCount;

    private RecordBatch()
    {
    }

    /// <summary>The expected executions.</summary>
    public ReadOnlySpan<ExpectedExecution> Records => _records.AsSpan(0, _count);

    /// <summary>The place of each of the expected executions on the connection.</summary>
    public ReadOnlySpan<RecordPlace> Places => _places.AsSpan(0, _count);

    /// <summary>The trades, in wire order among themselves too.</summary>
    public ReadOnlySpan<TradeMark> Trades => _trades.AsSpan(0, _tradeCount);

    /// <summary>True when it holds neither records nor a gap.</summary>
    internal bool IsEmpty => _count == 0 && _tradeCount == 0 && Shed is null;

    /// <summary>Number of the connection over which the records were received, counted from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>When the first of the records was received, by the host's clock, in KST.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>The same moment on the monotonic clock; a timestamp of the feed's clock.</summary>
    public long Timestamp { get; private set; }

    /// <summary>What is to be told of dropped records before these, if anything is; to be handled first.</summary>
    public ShedGap? Shed { get; private set; }

    internal static RecordBatch Rent(int epoch, DateTimeOffset receivedAt, ShedGap? shed = null, long timestamp = 0)
    {
        var batch = Pool.Rent();
        (batch._count, batch._tradeCount, batch.Epoch, batch.ReceivedAt, batch.Timestamp, batch.Shed) = (0, 0, epoch, receivedAt, timestamp, shed);
        return batch;
    }

    internal void Add(in ExpectedExecution record, RecordPlace place = default)
    {
        if (_count == _records.Length) Grow(ref _records);
        if (_count == _places.Length) Grow(ref _places);
        _records[_count] = record;
        _places[_count++] = place;
    }

    /// <summary>Adds a trade after the records that were added so far.</summary>
    internal void Add(in Trade trade)
    {
        if (_tradeCount == _trades.Length) Grow(ref _trades);
        _trades[_tradeCount++] = new TradeMark(_count, trade);
    }

    /// <summary>Returns the batch to its pool; its records must not be read afterwards.</summary>
    public void Dispose() => Pool.Return(this);

    private static void Grow<T>(ref T[] full)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(16, full.Length * 2));
        full.CopyTo(larger, 0);
        if (full.Length > 0) ArrayPool<T>.Shared.Return(full);
        full = larger;
    }
}
