namespace OptionAuctions.Venue.Scenarios;

/// <summary>A change of one data message: returns the messages that are sent instead.</summary>
internal delegate IReadOnlyList<byte[]> Distortion(byte[] message);
