namespace OptionAuctions.Venue;

/// <summary>The venue could not start. The message is one sentence for whoever started it.</summary>
public sealed class VenueStartException : Exception
{
    /// <summary>With the sentence, and what lies under it.</summary>
    public VenueStartException(string message, Exception inner) : base(message, inner) { }
}
