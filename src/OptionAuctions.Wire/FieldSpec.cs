namespace OptionAuctions.Wire;

/// <summary>The description of one column of a TR.</summary>
/// <param name="VenueName">The venue's abbreviation; used inside this assembly only.</param>
/// <param name="Meaning">What the column holds, in terms of the trade.</param>
/// <param name="Unit">Unit or form of the value.</param>
/// <param name="DocumentedLength">Characters according to the venue's table, which is not reliable.</param>
/// <param name="Error">The error with which an unreadable value is refused.</param>
public sealed record FieldSpec(string VenueName, string Meaning, string Unit, int DocumentedLength, DecodeError Error);
