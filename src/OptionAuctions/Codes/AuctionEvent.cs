namespace OptionAuctions.Codes;

/// <summary>One event of the auction of one code. Events are folded in the order in which they happened.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, KST: a record's receive time; when the records began to be missing; when they could be received again.</param>
/// <param name="Record">The record, of that kind.</param>
/// <param name="Skipped">Number of records that this one replaced because the code's actor was behind.</param>
/// <param name="Reason">Why records may be missing, or could be missing until now; of those two kinds.</param>
/// <param name="Status">The new status of the registration, of that kind.</param>
internal readonly record struct AuctionEvent(
    AuctionEventKind Kind, DateTimeOffset At, ExpectedExecution Record = default, int Skipped = 0,
    GapReason Reason = GapReason.None, RegistrationStatus Status = default)
{
    /// <summary>
    /// The trade, of that kind. It is stored in <see cref="Record"/>, with the opening price in place of the change, to keep the event small: a
    /// queue holds thousands of these.
    /// </summary>
    public Trade Trade => new(Record.Code, Record.Time, Record.Price, Record.Change);

    public static AuctionEvent Of(in ExpectedExecution record, DateTimeOffset receivedAt) => new(AuctionEventKind.Record, receivedAt, record);

    public static AuctionEvent Of(in Trade trade, DateTimeOffset receivedAt) => new(
        AuctionEventKind.Trade, receivedAt, new ExpectedExecution(trade.Code, trade.Time, trade.Price, trade.OpeningPrice, default, Percent.None, default));

    /// <summary>The session clock ticked: phase and call by the calendar may have changed.</summary>
    public static AuctionEvent ClockTick(DateTimeOffset at) => new(AuctionEventKind.ClockTick, at);

    /// <summary>The code is not followed any more; no event comes after this one.</summary>
    public static AuctionEvent Unfollowed(DateTimeOffset at) => new(AuctionEventKind.Unfollowed, at);

    public static AuctionEvent Interrupted(DateTimeOffset at, GapReason reason) => new(AuctionEventKind.Interrupted, at, Reason: reason);

    public static AuctionEvent Resumed(DateTimeOffset at, GapReason reason = GapReason.ConnectionLost) => new(AuctionEventKind.Resumed, at, Reason: reason);

    public static AuctionEvent Registered(DateTimeOffset at, RegistrationStatus status) => new(AuctionEventKind.Registration, at, Status: status);
}
