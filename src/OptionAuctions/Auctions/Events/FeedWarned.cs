namespace OptionAuctions;

/// <summary>
/// Published when a person should act, for example because the calendar runs out, or because too much of what the venue sends cannot be read.
/// </summary>
/// <param name="At">When, KST.</param>
/// <param name="Text">A sentence, without secrets.</param>
public sealed record FeedWarned(DateTimeOffset At, string Text) : IFeedEvent;
