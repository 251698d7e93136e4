namespace OptionAuctions.Venue.Market;

/// <summary>One record, to be sent to every session that is registered for its TR and code.</summary>
/// <param name="TrId">Name of the TR.</param>
/// <param name="Code">Code of the option.</param>
/// <param name="Text">The record's columns.</param>
internal sealed record Print(string TrId, Instrument Code, byte[] Text);
