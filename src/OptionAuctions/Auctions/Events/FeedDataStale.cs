namespace OptionAuctions;

/// <summary>
/// Published when no records come although a trading session is open. The connection may be in order, so that nothing is reconnected for this.
/// </summary>
/// <param name="At">When, KST.</param>
/// <param name="Since">Last record, or the beginning of the trading session, KST.</param>
/// <param name="Canary">The code whose records are missing; <see langword="null"/> when those of all codes are.</param>
public sealed record FeedDataStale(DateTimeOffset At, DateTimeOffset Since, Instrument? Canary) : IFeedEvent;
