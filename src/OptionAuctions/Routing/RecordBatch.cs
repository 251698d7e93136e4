using System.Buffers;
using System.Runtime.CompilerServices;
using Akka.Actor;
using OptionAuctions.Auctions;

namespace OptionAuctions.Routing;

/// <summary>
/// The records of data messages that could be read from the socket without waiting, in wire order: of one message when the connection is quiet, of a few
/// when many come after a pause, of up to <see cref="ConnectionOptions.MessagesPerBatch"/> when it is busy. Trades are kept separately, each with its
/// position among the other records. Pooled: the consumer disposes it, once.
/// </summary>
internal sealed class RecordBatch : IDisposable, INoSerializationVerificationNeeded
{
    private static readonly Pool<RecordBatch> Pool = new(() => new RecordBatch(), bound: 64);

    private ExpectedExecution[] _records = ArrayPool<ExpectedExecution>.Shared.Rent(64);
    private RecordPlace[] _places = ArrayPool<RecordPlace>.Shared.Rent(64);
    private int _count;
    private TradeMark[] _trades = []; // most batches have none
    private int _tradeCount;
    private DetailMark[] _details = []; // of records of options there are none
    private int _detailCount;

    private RecordBatch()
    {
    }

    /// <summary>The expected executions.</summary>
    public ReadOnlySpan<ExpectedExecution> Records => _records.AsSpan(0, _count);

    /// <summary>The place of each of the expected executions on the connection.</summary>
    public ReadOnlySpan<RecordPlace> Places => _places.AsSpan(0, _count);

    /// <summary>The trades, in wire order among themselves too.</summary>
    public ReadOnlySpan<TradeMark> Trades => _trades.AsSpan(0, _tradeCount);

    /// <summary>Quantities and quotes of records, and order books without a record, in wire order.</summary>
    public ReadOnlySpan<DetailMark> Details => _details.AsSpan(0, _detailCount);

    /// <summary>True when it holds neither records nor a gap.</summary>
    internal bool IsEmpty => _count == 0 && _tradeCount == 0 && _detailCount == 0 && Shed is null;

    /// <summary>Number of the connection over which the records were received, counted from 1 over all sessions.</summary>
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

    /// <summary>What is to be told of dropped records before these, if anything is; to be handled first. Set by the stream.</summary>
    public ShedGap? Shed { get; set; }

    /// <summary>Number of its data messages, those that were refused included.</summary>
    public int Messages { get; private set; }

    /// <summary>Number of the last of them among the data messages of its connection, counted from 1.</summary>
    public long LastMessage { get; private set; }

    /// <summary>Number of messages that held records.</summary>
    public int DataMessages { get; set; }

    /// <summary>Number of records that those announced.</summary>
    public int Announced { get; set; }

    /// <summary>Number of those that were refused.</summary>
    public int Refused { get; set; }

    internal static RecordBatch Rent(
        int epoch, DateTimeOffset receivedAt, ShedGap? shed = null, long timestamp = 0, long number = 1, long firstMessage = 1)
    {
        var batch = Pool.Rent();
        (batch._count, batch._tradeCount, batch._detailCount, batch.Messages, batch.DataMessages, batch.Announced, batch.Refused) = (0, 0, 0, 0, 0, 0, 0);
        (batch.Epoch, batch.ReceivedAt, batch.Timestamp, batch.Number) = (epoch, receivedAt, timestamp, number);
        (batch.LastMessage, batch.Shed) = (firstMessage - 1, shed);
        return batch;
    }

    /// <summary>Begins with the next data message of the connection, whose number is <see cref="LastMessage"/> then.</summary>
    internal void BeginMessage()
    {
        Messages++;
        LastMessage++;
    }

    /// <summary>The storage of the next record, into which it is decoded. It is no record of the batch before <see cref="AddNext"/>.</summary>
    internal ref ExpectedExecution Next
    {
        get
        {
            if (_count == _records.Length) Grow(ref _records);
            return ref _records[_count];
        }
    }

    /// <summary>Adds the record that was written to <see cref="Next"/>.</summary>
    internal void AddNext(RecordPlace place)
    {
        if (_count == _places.Length) Grow(ref _places);
        _places[_count++] = place;
    }

    internal void Add(in ExpectedExecution record, RecordPlace place = default)
    {
        Next = record;
        AddNext(place);
    }

    /// <summary>Adds a trade after the records that were added so far.</summary>
    internal void Add(in Trade trade)
    {
        if (_tradeCount == _trades.Length) Grow(ref _trades);
        _trades[_tradeCount++] = new TradeMark(_count, trade);
    }

    /// <summary>Adds the quantities and quotes of the record that is added next.</summary>
    internal void AddOfNext(RecordDetail detail) => AddDetail(new DetailMark(_count, Instrument: default, detail));

    /// <summary>Adds an order book, which comes without a record, after the records that were added so far.</summary>
    internal void AddBook(Instrument code, RecordDetail detail) => AddDetail(new DetailMark(_count, code, detail));

    private void AddDetail(in DetailMark mark)
    {
        if (_detailCount == _details.Length) Grow(ref _details);
        _details[_detailCount++] = mark;
    }

    /// <summary>Returns the batch to its pool; its records must not be read afterwards.</summary>
    public void Dispose()
    {
        _details.AsSpan(0, _detailCount).Clear(); // a batch in the pool is not to keep them
        Pool.Return(this);
    }

    private static void Grow<T>(ref T[] full)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(16, full.Length * 2));
        full.CopyTo(larger, 0);
        if (full.Length > 0) ArrayPool<T>.Shared.Return(full, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        full = larger;
    }
}
