using System.Globalization;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// The price of a stock at any moment of a day: a random walk that can be computed for any second without the steps before it, so that
/// a price does not depend on when the walk was used first.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="symbol">Symbol of the stock.</param>
/// <param name="previousClose">Last close, won.</param>
/// <param name="volatility">Yearly volatility.</param>
/// <param name="gap">Price at 09:00 against the last close, in percent; <see langword="null"/> to draw the night's step.</param>
internal sealed class UnderlyingPath(int seed, string symbol, double previousClose, double volatility, double? gap = null)
{
    private const double SecondsAYear = 252 * 6.5 * 3600, OvernightShare = 0.45, FirstSecond = 8.5 * 3600, SecondsToTheOpen = 1800;

    private (DateOnly Day, ulong Seed, double Night) _day;

    /// <summary>Last close, won.</summary>
    public double PreviousClose => previousClose;

    /// <summary>Yearly volatility.</summary>
    public double Volatility => volatility;

    /// <summary>Returns the price in won at a moment: the night's step, and the day's walk since 08:30.</summary>
    public double At(DateTimeOffset moment)
    {
        var local = moment.ToOffset(MarketTime.Offset);
        var day = DayOf(DateOnly.FromDateTime(local.DateTime));
        return previousClose * Math.Exp(day.Night + Walked(local.TimeOfDay.TotalSeconds - FirstSecond, day.Seed));
    }

    private (DateOnly Day, ulong Seed, double Night) DayOf(DateOnly day)
    {
        if (_day.Day == day) return _day;
        var dice = SeededRandom.For(seed, "path", symbol, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        var (walk, night) = (dice.Next(), OvernightShare * volatility / Math.Sqrt(252) * dice.Normal());
        return _day = (day, walk, gap is { } percent ? Math.Log(1 + (percent / 100)) - Walked(SecondsToTheOpen, walk) : night);
    }

    /// <summary>Computes the walk: a sum of steps of ever shorter periods, each as wide as a random walk of that length.</summary>
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
        var dice = new SeededRandom(daySeed ^ ((ulong)period << 40) ^ (ulong)number);
        dice.Next();
        return dice.Normal();
    }
}
