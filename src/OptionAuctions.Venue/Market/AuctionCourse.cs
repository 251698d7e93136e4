using System.Globalization;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Generates the indicative prices of one instrument during one call auction, from nothing but a seed, the instrument, a day and the window:
/// about one a second, more in the last minute, widely spread at first and converging on the cross. Now and then all instruments change at once.
/// </summary>
internal static class AuctionCourse
{
    private const double RevisionsPerSecond = 0.9, RevisionsPerSecondInLastMinute = 2.5;
    private const double SecondsBetweenBursts = 40, ShareInABurst = 0.8;

    /// <summary>The time grid of the indicative prices, so that several series share a message.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<Revision> Of(int seed, IInstrumentToday instrument, DateOnly day, CallWindow call)
    {
        var begin = new DateTimeOffset(day, call.PublishedFrom, MarketTime.Offset);
        var dice = SeededRandom.For(seed, "course", instrument.Code.ToString(), Name(day, call));
        foreach (var elapsed in Moments(seed, instrument.Code, day, call))
        {
            var at = begin + elapsed;
            var remaining = 1 - (elapsed / call.Published);
            var noMatch = remaining > 0.5 && dice.Unit() < instrument.NoMatchShare;
            var price = instrument.Quote(instrument.WorthAt(at) * Math.Exp(instrument.SpreadAtFirst * remaining * dice.Normal()));
            yield return new Revision(at, noMatch ? 0 : price, call.RunningPhase, Crosses: false);
        }

        var end = begin + call.Published;
        yield return new Revision(end, instrument.Quote(instrument.WorthAt(end)), call.EndedPhase, Crosses: true);
    }

    /// <summary>Returns the moments of the instrument's own changes and of the bursts in which it takes part, in order.</summary>
    private static IEnumerable<TimeSpan> Moments(int seed, Instrument code, DateOnly day, CallWindow call)
    {
        var (own, shared) = (SeededRandom.For(seed, "moments", code.ToString(), Name(day, call)), SeededRandom.For(seed, "bursts", Name(day, call)));
        var (next, burst) = (TimeSpan.FromSeconds(own.Unit()), ExponentialWait(ref shared, 1 / SecondsBetweenBursts));
        while (next < call.Published || burst < call.Published)
        {
            var isBurst = burst < next;
            var moment = isBurst ? burst : next;
            if (isBurst) burst += ExponentialWait(ref shared, 1 / SecondsBetweenBursts);
            else next += ExponentialWait(ref own, call.Published - next < TimeSpan.FromMinutes(1) ? RevisionsPerSecondInLastMinute : RevisionsPerSecond);

            if (!isBurst || own.Unit() < ShareInABurst) yield return Math.Floor(moment / Beat) * Beat;
        }
    }

    private static TimeSpan ExponentialWait(ref SeededRandom dice, double perSecond) => TimeSpan.FromSeconds(-Math.Log(1 - dice.Unit()) / perSecond);

    private static string Name(DateOnly day, CallWindow call) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd} {call.PublishedFrom:HHmmss}");
}
