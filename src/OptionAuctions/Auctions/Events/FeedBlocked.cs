namespace OptionAuctions;

/// <summary>Published when the feed does not try to connect with an app key for now.</summary>
/// <param name="At">When, KST.</param>
/// <param name="AppKey">Index of the app key in the options, from 0.</param>
/// <param name="Reason">Why, without secrets.</param>
/// <param name="Until">When it tries again, KST; <see langword="null"/> when a person has to act.</param>
public sealed record FeedBlocked(DateTimeOffset At, int AppKey, string Reason, DateTimeOffset? Until) : IFeedEvent;
