using OptionAuctions.Auctions;

namespace OptionAuctions.Codes;

/// <summary>One event of the auction of one code. Events are folded in the order in which they happened.</summary>
/// <remarks>Sixty-four bytes, since a queue holds thousands of these: the order of its fields leaves no room between them.</remarks>
internal record struct AuctionEvent
{
    private const byte ReplacesOthersMark = 1, HasDetailMark = 2;

    private AuctionEvent(AuctionEventKind kind, long at) => (Kind, At) = (kind, at);

    /// <summary>When, ticks, KST: a record's receive time; when the records began to be missing; when they could be received again.</summary>
    public long At { readonly get; private set; }

    /// <summary>The receive time of a record on the monotonic clock; a timestamp.</summary>
    public long Timestamp { readonly get; private set; }

    /// <summary>The place of a record on its connection; of the end of dropping, the last message dropped.</summary>
    public RecordPlace Place { readonly get; private set; }

    /// <summary>The record, of that kind.</summary>
    public ExpectedExecution Record { readonly get; private set; }

    /// <summary>Number of the connection that <see cref="Place"/> is a place on.</summary>
    public int Epoch { readonly get; private set; }

    /// <summary>What happened.</summary>
    public AuctionEventKind Kind { readonly get; private set; }

    private byte _marks; // here, where it fills the room beside the kind

    /// <summary>True when this record replaced others because the code's actor was behind.</summary>
    public bool ReplacesOthers
    {
        readonly get => (_marks & ReplacesOthersMark) != 0;
        set => _marks = (byte)(value ? _marks | ReplacesOthersMark : _marks & ~ReplacesOthersMark);
    }

    /// <summary>True when a <see cref="RecordDetail"/> belongs to this record, which the inbox keeps beside its events.</summary>
    public bool HasDetail
    {
        readonly get => (_marks & HasDetailMark) != 0;
        set => _marks = (byte)(value ? _marks | HasDetailMark : _marks & ~HasDetailMark);
    }

    /// <summary>Why records may be missing, or could be missing until now; of those two kinds.</summary>
    public GapReason Reason { readonly get; private set; }

    /// <summary>The new status of the registration, of that kind.</summary>
    public RegistrationStatus Status { readonly get; private set; }

    /// <summary>
    /// The trade, of that kind. It is stored in <see cref="Record"/>, with the opening price in place of the change, to keep the event small.
    /// </summary>
    public readonly Trade Trade => new(Record.Code, Record.Time, Record.Price, Record.Change);

    /// <summary>Writes an event of a record to where it is kept. To make it elsewhere and copy it costs a processor some five nanoseconds more.</summary>
    /// <param name="to">Where it is kept.</param>
    /// <param name="record">The record.</param>
    /// <param name="at">When it was received, ticks, KST.</param>
    /// <param name="timestamp">The same on the monotonic clock.</param>
    /// <param name="epoch">Number of its connection.</param>
    /// <param name="place">Its place there.</param>
    public static void Write(ref AuctionEvent to, in ExpectedExecution record, long at, long timestamp, int epoch, RecordPlace place)
    {
        (to.At, to.Timestamp, to.Place, to.Record, to.Epoch) = (at, timestamp, place, record, epoch);
        (to.Kind, to._marks, to.Reason, to.Status) = (AuctionEventKind.Record, 0, default, default);
    }

    /// <summary>An event of a record; as <see cref="Write"/>.</summary>
    public static AuctionEvent Of(in ExpectedExecution record, long at, long timestamp, int epoch, RecordPlace place)
    {
        var made = default(AuctionEvent);
        Write(ref made, record, at, timestamp, epoch, place);
        return made;
    }

    public static AuctionEvent Of(in ExpectedExecution record, DateTimeOffset receivedAt, int epoch = 0, RecordPlace place = default) =>
        Of(record, AuctionPath.Ticks(receivedAt), timestamp: 0, epoch, place);

    public static AuctionEvent Of(in Trade trade, DateTimeOffset receivedAt) => new(AuctionEventKind.Trade, AuctionPath.Ticks(receivedAt))
    {
        Record = new ExpectedExecution(trade.Code, trade.Time, trade.Price, trade.OpeningPrice, default, Percent.None, default),
    };

    /// <summary>The order book changed, without a new indication.</summary>
    public static AuctionEvent Book(DateTimeOffset receivedAt) => new(AuctionEventKind.Book, AuctionPath.Ticks(receivedAt)) { HasDetail = true };

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
