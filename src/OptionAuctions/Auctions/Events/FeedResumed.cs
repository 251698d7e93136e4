namespace OptionAuctions;

/// <summary>Published when the first registration after a loss was acknowledged; records published in between are missed permanently.</summary>
/// <param name="At">When, KST: the end of the gap.</param>
/// <param name="AppKey">Index of the app key in the options, from 0.</param>
/// <param name="Epoch">Number of the new connection.</param>
/// <param name="From">When the connection was lost, KST: the beginning of the gap.</param>
/// <param name="Reason">Why it was lost.</param>
public sealed record FeedResumed(DateTimeOffset At, int AppKey, int Epoch, DateTimeOffset From, string Reason) : IFeedEvent;
