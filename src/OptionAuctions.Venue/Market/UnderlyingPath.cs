using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Where a stock stands at any moment of a day: a walk that can be asked for any second without walking there, so that what it
/// says does not depend on when it was asked first.
/// </summary>
internal sealed class UnderlyingPath(int seed, string symbol, double previousClose, double volatility)
{
    private const double SecondsAYear = 252 * 6.5 * 3600, OvernightShare = 0.45;

    private (DateOnly Day, ulong Seed, double Night) _day;

    /// <summary>Won at the last close.</summary>
    public double PreviousClose => previousClose;

    /// <summary>Volatility a year.</summary>
    public double Volatility => volatility;

    /// <summary>Won at a moment: the night's step, and the day's walk since 08:30.</summary>
    public double At(DateTimeOffset moment)
    {
        var local = moment.ToOffset(MarketTime.Offset);
        var day = DayOf(DateOnly.FromDateTime(local.DateTime));
        return previousClose * Math.Exp(day.Night + Walked(local.TimeOfDay.TotalSeconds - (8.5 * 3600), day.Seed));
    }

    private (DateOnly Day, ulong Seed, double Night) DayOf(DateOnly day)
    {
        if (_day.Day == day) return _day;
        var dice = Dice.For(seed, "path", symbol, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        return _day = (day, dice.Next(), OvernightShare * volatility / Math.Sqrt(252) * dice.Normal());
    }

    /// <summary>Steps of ever shorter periods laid over each other, each as wide as a walk of that length is.</summary>
    private double Walked(double second, ulong daySeed)
    {
        var sum = 0.0;
        for (var period = 16_384; period >= 4; period /= 4)
        {
            var (whole, part) = ((long)Math.Floor(second / period), (second / period) - Math.Floor(second / period));
            var (here, next) = (Knot(daySeed, period, whole), Knot(daySeed, period, whole + 1));
            sum += volatility * Math.Sqrt(period / SecondsAYear) * (here + ((next - here) * part));
        }

        return sum;
    }

    private static double Knot(ulong daySeed, int period, long number)
    {
        var dice = new Dice(daySeed ^ ((ulong)period << 40) ^ (ulong)number);
        dice.Next();
        return dice.Normal();
    }
}
