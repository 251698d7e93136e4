namespace OptionAuctions;

/// <summary>
/// Published when a host's own actor for a code is slow: it has not handled a delivery within <see cref="AuctionOptions.CodeActorSlowAfter"/>.
/// Published again only after the actor has handled one in time.
/// </summary>
/// <param name="At">When, KST.</param>
/// <param name="Code">The code.</param>
/// <param name="Conflated">Revisions that newer ones have replaced since the delivery that it is handling; it will not receive them.</param>
public sealed record CodeLagging(DateTimeOffset At, Instrument Code, long Conflated) : IFeedEvent;
