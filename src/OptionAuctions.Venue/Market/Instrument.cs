using OptionAuctions.Wire;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Venue.Market;

/// <summary>One series as the market model sees it: its terms, the day's reference and limits, and what it is worth when.</summary>
internal sealed class Instrument
{
    private const double DailyLimit = 0.30;
    private readonly ListedSeries _terms;
    private readonly UnderlyingPath _path;
    private readonly double _years;

    public Instrument(ListedSeries terms, UnderlyingPath path, DateOnly today)
    {
        (_terms, _path) = (terms, path);
        _years = Math.Max(1, terms.LastTradingDay.DayNumber - today.DayNumber) / 365.0;
        PreviousClose = TickGrid.Snap(Worth(path.PreviousClose));
        var (up, down) = (Worth(path.PreviousClose * (1 + DailyLimit)), Worth(path.PreviousClose * (1 - DailyLimit)));
        UpperLimit = Math.Max(TickGrid.Snap(Math.Max(up, down)), PreviousClose + TickGrid.StepAt(PreviousClose));
        LowerLimit = Math.Min(TickGrid.Snap(Math.Min(up, down)), PreviousClose);
    }

    public OptionCode Code => _terms.Code;

    /// <summary>Won per share, on the grid.</summary>
    public int PreviousClose { get; }

    /// <summary>Highest price of the day: what the series is worth with the stock at its own limit.</summary>
    public int UpperLimit { get; }

    /// <summary>Lowest price of the day.</summary>
    public int LowerLimit { get; }

    /// <summary>What it is worth at a moment, won, off the grid.</summary>
    public double WorthAt(DateTimeOffset moment) => Worth(_path.At(moment));

    /// <summary>The price on the grid, inside the limits, that is nearest to a value.</summary>
    public int Quote(double won) => Math.Clamp(TickGrid.Snap(won), LowerLimit, UpperLimit);

    private double Worth(double spot) => OptionModel.Value(_terms.IsCall, spot, _terms.Strike, _years, _path.Volatility);
}
