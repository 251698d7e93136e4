namespace OptionAuctions;

/// <summary>Published when a connection has ended. Every indication received over it is stale until its next record.</summary>
/// <param name="At">When, KST.</param>
/// <param name="AppKey">Index of the app key in the options, from 0.</param>
/// <param name="Epoch">Number of the connection that ended.</param>
/// <param name="Reason">Why, without secrets.</param>
public sealed record FeedLost(DateTimeOffset At, int AppKey, int Epoch, string Reason) : IFeedEvent;
