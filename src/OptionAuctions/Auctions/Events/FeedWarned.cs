namespace OptionAuctions;

/// <summary>Published when a person should act before a fault occurs, for example because the calendar runs out.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Text">A sentence, without secrets.</param>
public sealed record FeedWarned(DateTimeOffset At, string Text) : IFeedEvent;
