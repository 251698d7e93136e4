using System.Buffers;
using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>
/// The records of one <see cref="FrameBatch"/>, in wire order, with when they were received. Trades stand apart, each with its place
/// among the others. Pooled: whoever takes it disposes it, once.
/// </summary>
public sealed class RecordBatch : IDisposable
{
    private static readonly Pool<RecordBatch> Pool = new(() => new RecordBatch(), bound: 64);

    private ExpectedExecution[] _records = ArrayPool<ExpectedExecution>.Shared.Rent(64);
    private int _count;
    private TradeMark[] _trades = []; // most batches have none
    private int _tradeCount;

    private RecordBatch()
    {
    }

    /// <summary>The expected executions.</summary>
    public ReadOnlySpan<ExpectedExecution> Records => _records.AsSpan(0, _count);

    /// <summary>The trades, in wire order among themselves too.</summary>
    public ReadOnlySpan<TradeMark> Trades => _trades.AsSpan(0, _tradeCount);

    /// <summary>True when it holds neither records nor word of shed ones.</summary>
    internal bool IsEmpty => _count == 0 && _tradeCount == 0 && Shed is null;

    /// <summary>Life of the connection that received them, counted from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>When the first of them was received, by the host's clock, in KST.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>What was shed before these records, if anything; it comes first.</summary>
    public ShedGap? Shed { get; private set; }

    internal static RecordBatch Rent(int epoch, DateTimeOffset receivedAt, ShedGap? shed = null)
    {
        var batch = Pool.Rent();
        (batch._count, batch._tradeCount, batch.Epoch, batch.ReceivedAt, batch.Shed) = (0, 0, epoch, receivedAt, shed);
        return batch;
    }

    internal void Add(in ExpectedExecution record)
    {
        if (_count == _records.Length) Grow(ref _records);
        _records[_count++] = record;
    }

    /// <summary>Adds a trade behind the records that were added so far.</summary>
    internal void Add(in Trade trade)
    {
        if (_tradeCount == _trades.Length) Grow(ref _trades);
        _trades[_tradeCount++] = new TradeMark(_count, trade);
    }

    /// <summary>Gives the batch back; its records are gone afterwards.</summary>
    public void Dispose() => Pool.Return(this);

    private static void Grow<T>(ref T[] full)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(16, full.Length * 2));
        full.CopyTo(larger, 0);
        if (full.Length > 0) ArrayPool<T>.Shared.Return(full);
        full = larger;
    }
}
