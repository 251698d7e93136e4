namespace OptionAuctions.Codes;

/// <summary>The kind of an <see cref="AuctionEvent"/>.</summary>
internal enum AuctionEventKind : byte
{
    Record,
    Interrupted,
    Resumed,
    Registration,
    Trade,
    ClockTick,
    Unfollowed,
    Book,
}
