namespace OptionAuctions.Venue.Market;

/// <summary>One indicative price of one series.</summary>
/// <param name="At">Time at which it is published: venue time, a multiple of <see cref="AuctionCourse.Beat"/>.</param>
/// <param name="Price">Won on the grid; 0 when nothing would match.</param>
/// <param name="Phase">Phase code.</param>
/// <param name="Crosses">True for the last one of a call: the order book crosses at this price.</param>
internal readonly record struct Revision(DateTimeOffset At, int Price, string Phase, bool Crosses);
