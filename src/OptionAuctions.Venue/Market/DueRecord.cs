namespace OptionAuctions.Venue.Market;

/// <summary>A record of the market that is due at a moment. Its text is written when it is sent.</summary>
/// <param name="At">Venue time, a multiple of <see cref="AuctionCourse.Beat"/>.</param>
/// <param name="Write">Writes the columns.</param>
internal readonly record struct DueRecord(DateTimeOffset At, Func<byte[]> Write);
