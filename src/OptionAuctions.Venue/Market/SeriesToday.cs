namespace OptionAuctions.Venue.Market;

/// <summary>One option series in the market model: its terms, the day's reference price and limits, and its value at any moment.</summary>
internal sealed class SeriesToday : IInstrumentToday
{
    private const double DailyLimit = 0.30;
    private static readonly TimeOnly LastTradeOfLastDay = new(15, 20);
    private readonly ListedSeries _terms;
    private readonly UnderlyingPath _path;
    private readonly double _years;

    public SeriesToday(ListedSeries terms, UnderlyingPath path, DateOnly today)
    {
        (_terms, _path, Day) = (terms, path, today);
        LastTrade = today < terms.LastTradingDay ? TimeOnly.MaxValue : LastTradeOfLastDay;
        _years = Math.Max(1, terms.LastTradingDay.DayNumber - today.DayNumber) / 365.0;
        PreviousClose = TickGrid.Options.Snap(Worth(path.PreviousClose));
        var (up, down) = (Worth(path.PreviousClose * (1 + DailyLimit)), Worth(path.PreviousClose * (1 - DailyLimit)));
        UpperLimit = Math.Max(TickGrid.Options.Snap(Math.Max(up, down)), PreviousClose + TickGrid.Options.StepAt(PreviousClose));
        LowerLimit = Math.Min(TickGrid.Options.Snap(Math.Min(up, down)), PreviousClose);
    }

    public Instrument Code => _terms.Code;
    public bool IsCall => _terms.IsCall;
    public double Strike => (double)_terms.Strike;
    public DateOnly Day { get; }
    public MarketSegment Segment => MarketSegment.Derivatives;
    public TickGrid Ticks => TickGrid.Options;
    public double SpreadAtFirst => 0.15;
    public double HalfSpread => 0.01;
    public double NoMatchShare => 0.01;
    public long QuantityUnit => 1;

    /// <summary>Last moment at which it can trade: on its last day trading just ends at 15:20, without a closing call.</summary>
    public TimeOnly LastTrade { get; }

    /// <summary>Yearly volatility of the stock.</summary>
    public double StockVolatility => _path.Volatility;

    /// <summary>Previous close in won per share, on the tick grid.</summary>
    public int PreviousClose { get; }

    /// <summary>Highest price of the day: the value of the series with the stock at its own limit.</summary>
    public int UpperLimit { get; }

    /// <summary>Lowest price of the day.</summary>
    public int LowerLimit { get; }

    /// <summary>Returns the value at a moment, in won, not rounded to the grid.</summary>
    public double WorthAt(DateTimeOffset moment) => Worth(_path.At(moment));

    /// <summary>Returns the price on the grid, inside the limits, that is nearest to a value.</summary>
    public int Quote(double won) => Math.Clamp(TickGrid.Options.Snap(won), LowerLimit, UpperLimit);

    /// <summary>Returns the price of the stock at a moment, in won.</summary>
    public double StockAt(DateTimeOffset moment) => _path.At(moment);

    /// <summary>Returns the value in won, had the stock this price, with so many days less to expiry and so much more volatility.</summary>
    public double Worth(double spot, double days = 0, double volatility = 0) =>
        OptionModel.Value(_terms.IsCall, spot, (double)_terms.Strike, Math.Max(_years - (days / 365), 1 / 3650.0), _path.Volatility + volatility);
}
