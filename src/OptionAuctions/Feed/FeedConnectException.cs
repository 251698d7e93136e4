namespace OptionAuctions.Feed;

/// <summary>The error of a socket that could not be opened; the message says where and why.</summary>
internal sealed class FeedConnectException(string reason) : Exception(reason);
