using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>Why part of an auction's records is missing.</summary>
public enum GapReason : byte
{
    /// <summary>Nothing is missing.</summary>
    None,

    /// <summary>The connection was lost; the venue repeats nothing.</summary>
    ConnectionLost,

    /// <summary>The stream was behind and the oldest messages were thrown away.</summary>
    Shed,

    /// <summary>The code's own actor was behind and records gave way to newer ones.</summary>
    Lagging,
}

/// <summary>Why an indication is not to be taken for the current one.</summary>
public enum StaleReason : byte
{
    /// <summary>It is current as far as anybody knows.</summary>
    None,

    /// <summary>The connection was lost after it.</summary>
    ConnectionLost,

    /// <summary>Messages behind it were thrown away because the stream was behind.</summary>
    Shed,

    /// <summary>Records behind it gave way because the code's own actor was behind.</summary>
    Lagging,

    /// <summary>The call that it was of is over.</summary>
    CallEnded,
}

/// <summary>Where the registration of a code at the venue stands.</summary>
public enum RegistrationStatus : byte
{
    /// <summary>Wanted, and not asked for yet.</summary>
    Wanted,

    /// <summary>Asked for; the venue has not answered.</summary>
    Asked,

    /// <summary>Acknowledged in this life of the connection. Proves that the venue took the request, not that the code exists.</summary>
    Active,

    /// <summary>Refused for good: the venue says that the code is not one.</summary>
    Refused,

    /// <summary>No slot for it; it is asked for when one comes free.</summary>
    Deferred,

    /// <summary>Asked to be released.</summary>
    Releasing,

    /// <summary>No longer wanted and no longer registered.</summary>
    Released,
}

/// <summary>What can happen to an auction.</summary>
internal enum AuctionEventKind : byte
{
    Record,
    Interrupted,
    Resumed,
    Registration,
    Trade,
    Passed,
    Left,
}

/// <summary>One thing that happened to the auction of one code, in the order in which it happened.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When: a record's receive time; when word was lost; when it was had again. KST.</param>
/// <param name="Record">The record, of that kind.</param>
/// <param name="Skipped">Records that gave way to this one because the code's actor was behind.</param>
/// <param name="Reason">Why it was interrupted, of that kind.</param>
/// <param name="Status">Where the registration stands, of that kind.</param>
internal readonly record struct AuctionEvent(
    AuctionEventKind Kind, DateTimeOffset At, ExpectedExecution Record = default, int Skipped = 0,
    GapReason Reason = GapReason.None, RegistrationStatus Status = default)
{
    /// <summary>The trade, of that kind. It travels in the record's place, with the opening price where the change stands: a queue holds thousands of these.</summary>
    public Trade Trade => new(Record.Code, Record.Time, Record.Price, Record.Change);

    public static AuctionEvent Of(in ExpectedExecution record, DateTimeOffset receivedAt) => new(AuctionEventKind.Record, receivedAt, record);

    public static AuctionEvent Of(in Trade trade, DateTimeOffset receivedAt) => new(
        AuctionEventKind.Trade, receivedAt, new ExpectedExecution(trade.Code, trade.Time, trade.Price, trade.OpeningPrice, default, Percent.None, default));

    /// <summary>It is so late now: what the session clock has to say is due.</summary>
    public static AuctionEvent Passed(DateTimeOffset at) => new(AuctionEventKind.Passed, at);

    /// <summary>The code is not followed any more; nothing happens after it.</summary>
    public static AuctionEvent Left(DateTimeOffset at) => new(AuctionEventKind.Left, at);

    public static AuctionEvent Interrupted(DateTimeOffset at, GapReason reason) => new(AuctionEventKind.Interrupted, at, Reason: reason);

    public static AuctionEvent Resumed(DateTimeOffset at) => new(AuctionEventKind.Resumed, at);

    public static AuctionEvent Registered(DateTimeOffset at, RegistrationStatus status) => new(AuctionEventKind.Registration, at, Status: status);
}
