namespace OptionAuctions;

/// <summary>
/// Published when a host's own actor for a code has ended: it threw too often, stopped itself, or could not be made. The code's auction and its
/// subscribers continue without it.
/// </summary>
/// <param name="At">When, KST.</param>
/// <param name="Code">The code.</param>
/// <param name="Reason">Why, 256 characters at most, without the feed's secrets.</param>
public sealed record CodeActorStopped(DateTimeOffset At, Instrument Code, string Reason) : IFeedEvent
{
    /// <summary>True when the actor has stopped itself, and nothing was thrown.</summary>
    public bool IsByItself { get; init; }
}
