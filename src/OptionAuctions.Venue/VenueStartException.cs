namespace OptionAuctions.Venue;

/// <summary>The exception for a venue that could not start. The message is one sentence for the person who started it.</summary>
public sealed class VenueStartException : Exception
{
    /// <summary>Creates the exception with its sentence and its cause.</summary>
    public VenueStartException(string message, Exception inner) : base(message, inner) { }
}
