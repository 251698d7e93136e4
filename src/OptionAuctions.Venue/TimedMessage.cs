namespace OptionAuctions.Venue;

/// <summary>A data message with its time, for <see cref="VenueOptions.Replay"/>.</summary>
/// <param name="At">When it was received.</param>
/// <param name="Bytes">Its bytes, which are sent as they are. They have to stay as they are only until the next message is asked for.</param>
public readonly record struct TimedMessage(DateTimeOffset At, ReadOnlyMemory<byte> Bytes);
