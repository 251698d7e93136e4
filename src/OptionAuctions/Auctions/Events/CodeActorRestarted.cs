namespace OptionAuctions;

/// <summary>Published when a host's own actor for a code threw and was restarted: it begins again with a snapshot; nothing else is affected.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Code">The code.</param>
/// <param name="Reason">What it threw, 256 characters at most, without the feed's secrets.</param>
public sealed record CodeActorRestarted(DateTimeOffset At, Instrument Code, string Reason) : IFeedEvent;
