namespace OptionAuctions.Venue.Market;

/// <summary>One option series in the market model: its terms, the day's reference price and limits, and its value at any moment.</summary>
internal sealed class SeriesToday
{
    private const double DailyLimit = 0.30;
    private static readonly TimeOnly LastTradeOfLastDay = new(15, 20);
    private readonly ListedSeries _terms;
    private readonly UnderlyingPath _path;
    private readonly double _years;

    public SeriesToday(ListedSeries terms, UnderlyingPath path, DateOnly today)
    {
        (_terms, _path) = (terms, path);
        _years = Math.Max(1, terms.LastTradingDay.DayNumber - today.DayNumber) / 365.0;
        PreviousClose = TickGrid.Options.Snap(Worth(path.PreviousClose));
        var (up, down) = (Worth(path.PreviousClose * (1 + DailyLimit)), Worth(path.PreviousClose * (1 - DailyLimit)));
        UpperLimit = Math.Max(TickGrid.Options.Snap(Math.Max(up, down)), PreviousClose + TickGrid.Options.StepAt(PreviousClose));
        LowerLimit = Math.Min(TickGrid.Options.Snap(Math.Min(up, down)), PreviousClose);
    }

    public Instrument Code => _terms.Code;

    /// <summary>Previous close in won per share, on the tick grid.</summary>
    public int PreviousClose { get; }

    /// <summary>Highest price of the day: the value of the series with the stock at its own limit.</summary>
    public int UpperLimit { get; }

    /// <summary>Lowest price of the day.</summary>
    public int LowerLimit { get; }

    /// <summary>True unless a call ends later than the series trades: on its last day trading just ends at 15:20, without a closing call.</summary>
    public bool HasCall(DateOnly day, CallWindow call) => day < _terms.LastTradingDay || call.End <= LastTradeOfLastDay;

    /// <summary>Returns the value at a moment, in won, not rounded to the grid.</summary>
    public double WorthAt(DateTimeOffset moment) => Worth(_path.At(moment));

    /// <summary>Returns the price on the grid, inside the limits, that is nearest to a value.</summary>
    public int Quote(double won) => Math.Clamp(TickGrid.Options.Snap(won), LowerLimit, UpperLimit);

    private double Worth(double spot) => OptionModel.Value(_terms.IsCall, spot, (double)_terms.Strike, _years, _path.Volatility);
}
