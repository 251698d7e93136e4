namespace OptionAuctions;

/// <summary>Published when messages were dropped because the stream was behind.</summary>
/// <param name="At">When the stream noticed, KST.</param>
/// <param name="From">Receive time of the first dropped message, KST.</param>
/// <param name="To">Receive time of the last, KST.</param>
/// <param name="Codes">Number of codes that lost records.</param>
public sealed record FeedShed(DateTimeOffset At, DateTimeOffset From, DateTimeOffset To, int Codes) : IFeedEvent;
