using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>One forecast of one series.</summary>
/// <param name="At">When it is published: venue time, a multiple of <see cref="AuctionCourse.Beat"/>.</param>
/// <param name="Price">Won on the grid; 0 when nothing would match.</param>
/// <param name="Phase">Phase code.</param>
/// <param name="Crosses">True for the last one of a call: the book crosses at this price.</param>
internal readonly record struct Revision(DateTimeOffset At, int Price, string Phase, bool Crosses);

/// <summary>
/// The forecasts of one series through one call, from nothing but a seed, a day and the window: about one a second, more in the
/// last minute, wide at first and converging on the cross. Now and then all series move at once.
/// </summary>
internal static class AuctionCourse
{
    private const double RevisionsPerSecond = 0.9, InTheLastMinute = 2.5, FirstHalfWithoutMatch = 0.01, SpreadAtFirst = 0.15;
    private const double SecondsBetweenBursts = 40, ShareInABurst = 0.8;

    /// <summary>The grid in time that forecasts come on, so that several series share a frame.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<Revision> Of(int seed, Instrument instrument, DateOnly day, CallWindow call)
    {
        var begin = new DateTimeOffset(day, call.PublishedFrom, MarketTime.Offset);
        var dice = Dice.For(seed, "course", instrument.Code.ToString(), Name(day, call));
        foreach (var passed in Moments(seed, instrument.Code, day, call))
        {
            var at = begin + passed;
            var left = 1 - (passed / call.Published);
            var nothing = left > 0.5 && dice.Unit() < FirstHalfWithoutMatch;
            var price = instrument.Quote(instrument.WorthAt(at) * Math.Exp(SpreadAtFirst * left * dice.Normal()));
            yield return new Revision(at, nothing ? 0 : price, call.RunningPhase, Crosses: false);
        }

        var end = begin + call.Published;
        yield return new Revision(end, instrument.Quote(instrument.WorthAt(end)), call.EndedPhase, Crosses: true);
    }

    /// <summary>The series' own moments and the bursts it takes part in, in order.</summary>
    private static IEnumerable<TimeSpan> Moments(int seed, OptionCode code, DateOnly day, CallWindow call)
    {
        var (own, shared) = (Dice.For(seed, "moments", code.ToString(), Name(day, call)), Dice.For(seed, "bursts", Name(day, call)));
        var (next, burst) = (TimeSpan.FromSeconds(own.Unit()), Wait(ref shared, 1 / SecondsBetweenBursts));
        while (next < call.Published || burst < call.Published)
        {
            var isBurst = burst < next;
            var moment = isBurst ? burst : next;
            if (isBurst) burst += Wait(ref shared, 1 / SecondsBetweenBursts);
            else next += Wait(ref own, call.Published - next < TimeSpan.FromMinutes(1) ? InTheLastMinute : RevisionsPerSecond);

            if (!isBurst || own.Unit() < ShareInABurst) yield return Math.Floor(moment / Beat) * Beat;
        }
    }

    private static TimeSpan Wait(ref Dice dice, double perSecond) => TimeSpan.FromSeconds(-Math.Log(1 - dice.Unit()) / perSecond);

    private static string Name(DateOnly day, CallWindow call) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd} {call.PublishedFrom:HHmmss}");
}
