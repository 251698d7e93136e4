using OptionAuctions.Venue.Market;

namespace OptionAuctions.Venue.Sessions;

/// <summary>One data message and the records in it.</summary>
internal readonly record struct PackedMessage(string TrId, IReadOnlyList<Print> Prints, byte[] Text);
