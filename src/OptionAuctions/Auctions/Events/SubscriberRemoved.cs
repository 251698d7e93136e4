namespace OptionAuctions;

/// <summary>Published when the feed ended a subscription; the other subscriptions continue.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Subscriber">Path of the subscriber.</param>
/// <param name="Reason">Why.</param>
public sealed record SubscriberRemoved(DateTimeOffset At, string Subscriber, EndReason Reason) : IFeedEvent;
