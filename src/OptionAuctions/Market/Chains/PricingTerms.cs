using OptionAuctions.Wire;

namespace OptionAuctions.Market.Chains;

/// <summary>What a price has to be told about money and time before it says anything about volatility. The feed has none of it.</summary>
public sealed record PricingTerms
{
    /// <summary>Interest a year, continuously compounded, as a fraction: 0.03 for 3 %. Between −1 and 1; 0 unless said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside of that, as a percentage would be.</exception>
    public double Rate
    {
        get;
        init => field = value is >= -1 and <= 1
            ? value : throw new ArgumentOutOfRangeException(nameof(Rate), value, "a fraction a year, -1 to 1");
    }

    /// <summary>
    /// Present value of the dividends between now and the expiry, won per share; 0 unless said. An amount and no yield, because a
    /// single stock pays on days that are known. Has no part in volatilities: the forward that the options imply has it already.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0 or no number.</exception>
    public double Dividends
    {
        get;
        init => field = value is >= 0 and < double.PositiveInfinity
            ? value : throw new ArgumentOutOfRangeException(nameof(Dividends), value, "won per share, 0 or more");
    }

    /// <summary>How calendar time becomes years.</summary>
    public DayCount DayCount { get; init; }

    /// <summary>When the options expire on their last trading day, KST: its trading ends at 15:20. Source: KRX trading hours.</summary>
    public TimeOnly ExpiryTime { get; init; } = new(15, 20);

    /// <summary>
    /// How far a price may be off what the implied forward asks of it before that is a violation, won per share; 200 unless said,
    /// which is the widest tick. <see cref="Won.None"/> counts as 0.
    /// </summary>
    public Won ForwardTolerance { get; init; } = Won.Of(200);

    /// <summary>Time left, in years; 0 from the moment of expiry on.</summary>
    /// <param name="now">Any moment.</param>
    /// <param name="expiry">Last trading day, KST.</param>
    public double YearsUntil(DateTimeOffset now, DateOnly expiry)
    {
        var days = (new DateTimeOffset(expiry, ExpiryTime, MarketTime.Offset) - now).TotalDays;
        return Math.Max(0, days) / (DayCount == DayCount.Act360 ? 360 : 365);
    }

    /// <summary>What a won at the expiry is worth now.</summary>
    /// <param name="years">Time left.</param>
    public double Discount(double years) => Math.Exp(-Rate * years);

    /// <summary>The forward of a share, won.</summary>
    /// <param name="spot">The share, won.</param>
    /// <param name="years">Time left.</param>
    public double ForwardOf(double spot, double years) => (spot - Dividends) / Discount(years);

    /// <summary>The share that has this forward, won.</summary>
    /// <param name="forward">The forward, won.</param>
    /// <param name="years">Time left.</param>
    public double SpotOf(double forward, double years) => (forward * Discount(years)) + Dividends;
}
