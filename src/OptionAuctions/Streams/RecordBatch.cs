using System.Buffers;
using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>
/// The records of one <see cref="FrameBatch"/>, in wire order, with when they were received. Pooled: whoever takes it disposes
/// it, once.
/// </summary>
public sealed class RecordBatch : IDisposable
{
    private static readonly Pool<RecordBatch> Pool = new(() => new RecordBatch(), bound: 64);

    private ExpectedExecution[] _records = ArrayPool<ExpectedExecution>.Shared.Rent(64);
    private int _count;

    private RecordBatch()
    {
    }

    /// <summary>The records.</summary>
    public ReadOnlySpan<ExpectedExecution> Records => _records.AsSpan(0, _count);

    /// <summary>Life of the connection that received them, counted from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>When the first of them was received, by the host's clock, in KST.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>What was shed before these records, if anything; it comes first.</summary>
    public ShedGap? Shed { get; private set; }

    internal static RecordBatch Rent(int epoch, DateTimeOffset receivedAt, ShedGap? shed = null)
    {
        var batch = Pool.Rent();
        (batch._count, batch.Epoch, batch.ReceivedAt, batch.Shed) = (0, epoch, receivedAt, shed);
        return batch;
    }

    internal void Add(in ExpectedExecution record)
    {
        if (_count == _records.Length) Grow();
        _records[_count++] = record;
    }

    /// <summary>Gives the batch back; its records are gone afterwards.</summary>
    public void Dispose() => Pool.Return(this);

    private void Grow()
    {
        var larger = ArrayPool<ExpectedExecution>.Shared.Rent(_records.Length * 2);
        _records.CopyTo(larger, 0);
        ArrayPool<ExpectedExecution>.Shared.Return(_records);
        _records = larger;
    }
}
