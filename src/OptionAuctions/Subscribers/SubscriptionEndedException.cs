namespace OptionAuctions;

/// <summary>The failure of a stream of changes whose subscription ended. The message gives the reason.</summary>
public sealed class SubscriptionEndedException(string sentence) : Exception(sentence);
