using OptionAuctions.Auctions;

namespace OptionAuctions.Codes;

/// <summary>One event of the auction of one code. Events are folded in the order in which they happened.</summary>
/// <remarks>Sixty-four bytes, since a queue holds thousands of these: the order of its fields leaves no room between them.</remarks>
internal readonly record struct AuctionEvent
{
    private AuctionEvent(AuctionEventKind kind, long at) => (Kind, At) = (kind, at);

    /// <summary>When, ticks, KST: a record's receive time; when the records began to be missing; when they could be received again.</summary>
    public long At { get; }

    /// <summary>The receive time of a record on the monotonic clock; a timestamp.</summary>
    public long Timestamp { get; private init; }

    /// <summary>The place of a record on its connection; of the end of dropping, the last message dropped.</summary>
    public RecordPlace Place { get; private init; }

    /// <summary>The record, of that kind.</summary>
    public ExpectedExecution Record { get; private init; }

    /// <summary>Number of the connection that <see cref="Place"/> is a place on.</summary>
    public int Epoch { get; private init; }

    /// <summary>What happened.</summary>
    public AuctionEventKind Kind { get; }

    /// <summary>True when this record replaced others because the code's actor was behind.</summary>
    public bool ReplacesOthers { get; init; }

    /// <summary>Why records may be missing, or could be missing until now; of those two kinds.</summary>
    public GapReason Reason { get; private init; }

    /// <summary>The new status of the registration, of that kind.</summary>
    public RegistrationStatus Status { get; private init; }

    /// <summary>
    /// The trade, of that kind. It is stored in <see cref="Record"/>, with the opening price in place of the change, to keep the event small.
    /// </summary>
    public Trade Trade => new(Record.Code, Record.Time, Record.Price, Record.Change);

    /// <summary>An event of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="at">When it was received, ticks, KST.</param>
    /// <param name="timestamp">The same on the monotonic clock.</param>
    /// <param name="epoch">Number of its connection.</param>
    /// <param name="place">Its place there.</param>
    public static AuctionEvent Of(in ExpectedExecution record, long at, long timestamp, int epoch, RecordPlace place) =>
        new(AuctionEventKind.Record, at) { Record = record, Timestamp = timestamp, Epoch = epoch, Place = place };

    public static AuctionEvent Of(in ExpectedExecution record, DateTimeOffset receivedAt, int epoch = 0, RecordPlace place = default) =>
        Of(record, AuctionPath.Ticks(receivedAt), timestamp: 0, epoch, place);

    public static AuctionEvent Of(in Trade trade, DateTimeOffset receivedAt) => new(AuctionEventKind.Trade, AuctionPath.Ticks(receivedAt))
    {
        Record = new ExpectedExecution(trade.Code, trade.Time, trade.Price, trade.OpeningPrice, default, Percent.None, default),
    };

    /// <summary>The session clock ticked: phase and call by the calendar may have changed.</summary>
    public static AuctionEvent ClockTick(DateTimeOffset at) => new(AuctionEventKind.ClockTick, AuctionPath.Ticks(at));

    /// <summary>The code is not followed any more; no event comes after this one.</summary>
    public static AuctionEvent Unfollowed(DateTimeOffset at) => new(AuctionEventKind.Unfollowed, AuctionPath.Ticks(at));

    public static AuctionEvent Interrupted(DateTimeOffset at, GapReason reason) => new(AuctionEventKind.Interrupted, AuctionPath.Ticks(at)) { Reason = reason };

    public static AuctionEvent Resumed(DateTimeOffset at) => new(AuctionEventKind.Resumed, AuctionPath.Ticks(at)) { Reason = GapReason.ConnectionLost };

    /// <summary>No more records are dropped.</summary>
    /// <param name="at">When the last dropped record was received, KST.</param>
    /// <param name="epoch">Number of its connection.</param>
    /// <param name="message">Number of its message, or of a later one that was dropped with it.</param>
    public static AuctionEvent ShedNoMore(DateTimeOffset at, int epoch, long message) =>
        new(AuctionEventKind.Resumed, AuctionPath.Ticks(at)) { Reason = GapReason.Shed, Epoch = epoch, Place = new RecordPlace(message, 0, 0) };

    public static AuctionEvent Registered(DateTimeOffset at, RegistrationStatus status) =>
        new(AuctionEventKind.Registration, AuctionPath.Ticks(at)) { Status = status };
}
