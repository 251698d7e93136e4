namespace OptionAuctions;

/// <summary>Published when a socket is open and its codes are being registered.</summary>
/// <param name="At">When, KST.</param>
/// <param name="AppKey">Index of the app key in the options, from 0.</param>
/// <param name="Epoch">Number of the connection, counted from 1.</param>
public sealed record FeedOpened(DateTimeOffset At, int AppKey, int Epoch) : IFeedEvent;
