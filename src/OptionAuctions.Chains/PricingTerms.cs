namespace OptionAuctions.Chains;

/// <summary>The inputs about money and time that volatilities and greeks need besides prices. The feed has none of them.</summary>
public sealed record PricingTerms
{
    /// <summary>Annual interest rate, continuously compounded, as a fraction: 0.03 for 3 %. Between −1 and 1; default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside of that range, as a percentage would be.</exception>
    public double Rate
    {
        get;
        init => field = value is >= -1 and <= 1
            ? value : throw new ArgumentOutOfRangeException(nameof(Rate), value, "a fraction a year, -1 to 1");
    }

    /// <summary>
    /// Present value of the dividends between now and the expiry, won per share; default 0. An amount and no yield, because a
    /// single stock pays on days that are known. It does not affect volatilities: the forward that the options imply contains it already.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0 or not a finite number.</exception>
    public double Dividends
    {
        get;
        init => field = value is >= 0 and < double.PositiveInfinity
            ? value : throw new ArgumentOutOfRangeException(nameof(Dividends), value, "won per share, 0 or more");
    }

    /// <summary>The convention by which calendar time is converted to years; default <see cref="DayCount.Act365"/>.</summary>
    public DayCount DayCount { get; init; }

    /// <summary>When the options expire on their last trading day, KST: its trading ends at 15:20. Source: KRX trading hours.</summary>
    public TimeOnly ExpiryTime { get; init; } = new(15, 20);

    /// <summary>
    /// Distance of a price from a bound of the implied forward beyond which it is a violation, won per share; default 200, which is the widest tick.
    /// <see cref="Won.None"/> counts as 0.
    /// </summary>
    public Won ForwardTolerance { get; init; } = Won.Of(200);

    /// <summary>
    /// Age of a price, of an option, the share or the future, beyond which what is computed from it is stale although its source does not say so. Above 0;
    /// default 30 minutes: no call lasts longer, so that an older price is of another one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public TimeSpan MaxInputAge
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(MaxInputAge), value, "an age above 0");
    } = TimeSpan.FromMinutes(30);

    /// <summary>Returns the time to expiry in years; 0 from the moment of expiry on.</summary>
    /// <param name="now">Any moment.</param>
    /// <param name="expiry">Last trading day, KST.</param>
    public double YearsUntil(DateTimeOffset now, DateOnly expiry)
    {
        var days = (new DateTimeOffset(expiry, ExpiryTime, MarketTime.Offset) - now).TotalDays;
        return Math.Max(0, days) / DayCount.DaysPerYear();
    }

    /// <summary>Returns the discount factor: the value now of one won at the expiry.</summary>
    /// <param name="years">Time to expiry in years.</param>
    public double Discount(double years) => Math.Exp(-Rate * years);

    /// <summary>Returns the forward of a share, won.</summary>
    /// <param name="spot">The price of the share, won.</param>
    /// <param name="years">Time to expiry in years.</param>
    public double ForwardOf(double spot, double years) => (spot - Dividends) / Discount(years);

    /// <summary>Returns the price of the share that has a forward, won.</summary>
    /// <param name="forward">The forward, won.</param>
    /// <param name="years">Time to expiry in years.</param>
    public double SpotOf(double forward, double years) => (forward * Discount(years)) + Dividends;
}
