namespace OptionAuctions.Venue.Market;

/// <summary>
/// An instrument that is worth its stock: the stock itself, or a future on it. The model has neither interest nor dividends, so that the forward price, at
/// which calls and puts of one strike are equal, is the stock's.
/// </summary>
internal sealed class LinearToday : IInstrumentToday
{
    private const double DailyLimit = 0.30;
    private const long WonPerUnit = 200_000_000, ContractsPerUnit = 20;
    private static readonly TimeOnly LastTradeOfLastDay = new(15, 20);
    private readonly UnderlyingPath _path;

    private LinearToday(Instrument code, UnderlyingPath path, DateOnly day)
    {
        (Code, _path, Day) = (code, path, day);
        PreviousClose = Ticks.Snap(path.PreviousClose);
        UpperLimit = PriceSteps.AtOrBelow(Ticks, PreviousClose * (1 + DailyLimit));
        LowerLimit = PriceSteps.AtOrAbove(Ticks, PreviousClose * (1 - DailyLimit));
    }

    public Instrument Code { get; }
    public DateOnly Day { get; }
    public MarketSegment Segment { get; private init; }
    public TickGrid Ticks => TickGrid.Stocks;
    public int PreviousClose { get; }
    public int UpperLimit { get; }
    public int LowerLimit { get; }
    public TimeOnly LastTrade { get; private init; } = TimeOnly.MaxValue;
    public double SpreadAtFirst => 0.012;
    public double HalfSpread => 0;
    public double NoMatchShare => 0;
    public long QuantityUnit { get; private init; }

    /// <summary>Creates a stock, which has the hours of stocks.</summary>
    public static LinearToday Stock(Instrument code, UnderlyingPath path, DateOnly day) => new(code, path, day)
    {
        Segment = MarketSegment.Stocks,
        QuantityUnit = Math.Max(1, WonPerUnit / TickGrid.Stocks.Snap(path.PreviousClose)),
    };

    /// <summary>Creates a future, which has the hours of options: on its last day it trades until 15:20, without a closing call.</summary>
    public static LinearToday Future(Instrument code, UnderlyingPath path, DateOnly day, DateOnly lastTradingDay) => new(code, path, day)
    {
        Segment = MarketSegment.Derivatives,
        LastTrade = day < lastTradingDay ? TimeOnly.MaxValue : LastTradeOfLastDay,
        QuantityUnit = ContractsPerUnit,
    };

    public double WorthAt(DateTimeOffset moment) => _path.At(moment);

    public int Quote(double won) => Math.Clamp(Ticks.Snap(won), LowerLimit, UpperLimit);
}
