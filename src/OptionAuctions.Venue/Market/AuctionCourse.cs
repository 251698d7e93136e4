using System.Globalization;

namespace OptionAuctions.Venue.Market;

/// <summary>One forecast of one series.</summary>
/// <param name="At">When it is published: venue time, a multiple of <see cref="AuctionCourse.Beat"/>.</param>
/// <param name="Price">Won on the grid; 0 when nothing would match.</param>
/// <param name="Phase">Phase code.</param>
/// <param name="Crosses">True for the last one of a call: the book crosses at this price.</param>
internal readonly record struct Revision(DateTimeOffset At, int Price, string Phase, bool Crosses);

/// <summary>
/// The forecasts of one series through one call, from nothing but a seed, a day and the window: about one a second, more in the
/// last minute, wide at first and converging on the cross.
/// </summary>
internal static class AuctionCourse
{
    private const double RevisionsPerSecond = 0.93, InTheLastMinute = 2.5;
    private const double FirstHalfWithoutMatch = 0.01, SpreadAtFirst = 0.18;

    /// <summary>The grid in time that forecasts come on, so that several series share a frame.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<Revision> Of(int seed, Instrument instrument, DateOnly day, CallWindow call)
    {
        var dice = Dice.For(seed, "course", instrument.Code.ToString(), day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), call.From.ToString("HHmmss", CultureInfo.InvariantCulture));
        var begin = new DateTimeOffset(day, call.PublishedFrom, Wire.MarketTime.Offset);
        var length = call.Published;
        var cross = instrument.PreviousClose * Math.Exp(0.12 * dice.Normal());

        for (var passed = TimeSpan.FromSeconds(dice.Unit()); passed < length; passed += Gap(ref dice, length - passed))
        {
            var left = (length - passed) / length;
            var nothing = left > 0.5 && dice.Unit() < FirstHalfWithoutMatch;
            var price = instrument.Quote(cross * Math.Exp(SpreadAtFirst * left * dice.Normal()));
            yield return new Revision(OnBeat(begin, passed), nothing ? 0 : price, call.RunningPhase, Crosses: false);
        }

        yield return new Revision(begin + length, instrument.Quote(cross), call.EndedPhase, Crosses: true);
    }

    private static TimeSpan Gap(ref Dice dice, TimeSpan left)
    {
        var rate = left < TimeSpan.FromMinutes(1) ? InTheLastMinute : RevisionsPerSecond;
        return TimeSpan.FromSeconds(-Math.Log(1 - dice.Unit()) / rate);
    }

    private static DateTimeOffset OnBeat(DateTimeOffset begin, TimeSpan passed) => begin + (Math.Floor(passed / Beat) * Beat);
}
