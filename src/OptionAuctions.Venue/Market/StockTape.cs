namespace OptionAuctions.Venue.Market;

/// <summary>The trades of a stock on one day, in order of time: one at the cross of each call, and some in every minute between the calls.</summary>
internal sealed class StockTape
{
    private const int PerMinute = 6;
    private const double UnitsATrade = 0.05;
    private readonly List<StockTrade> _trades = [];

    private StockTape(DateOnly day) => Day = day;

    public DateOnly Day { get; }

    public IReadOnlyList<StockTrade> Trades => _trades;

    public static StockTape Of(MarketModel model, LinearToday stock)
    {
        var tape = new StockTape(stock.Day);
        var calls = model.Conditions.CallsOf(stock.Segment);
        var spans = TradingSpan.Between(calls, stock.LastTrade).ToDictionary(span => span.From);
        foreach (var call in calls)
        {
            var cross = new DateTimeOffset(stock.Day, call.End, MarketTime.Offset);
            tape.Add(cross, stock.Quote(stock.WorthAt(cross)), CallQuantity.AtCross(model.Seed, stock, cross), TradeSide.Call);
            if (!spans.TryGetValue(call.End, out var span)) continue;
            foreach (var at in SessionMoments.Of(model.Seed, "trades", stock, PerMinute, span)) tape.Trade(model.Seed, stock, at);
        }

        return tape;
    }

    /// <summary>Returns the totals of the day at a moment, with what trades at that moment.</summary>
    public DayTotals TotalsAt(DateTimeOffset moment)
    {
        var (low, high) = (0, _trades.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_trades[middle].At <= moment) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? default : _trades[low - 1].Day;
    }

    /// <summary>Adds a trade in session: somebody takes the best quote of the other side, unless a limit leaves none.</summary>
    private void Trade(int seed, LinearToday stock, DateTimeOffset at)
    {
        var dice = SeededRandom.For(seed, "trade", stock.Code.ToString(), RecordText.Stamp(at));
        var (ask, bid) = BookModel.BestAt(stock, at, expected: 0);
        var buys = ask <= stock.UpperLimit && (bid < stock.LowerLimit || dice.Unit() < 0.5);
        var quantity = 1 + (long)(UnitsATrade * stock.QuantityUnit * Math.Exp(dice.Normal()));
        Add(at, buys ? ask : bid, quantity, buys ? TradeSide.Buy : TradeSide.Sell);
    }

    private void Add(DateTimeOffset at, int price, long quantity, TradeSide side)
    {
        var before = _trades.Count == 0 ? default : _trades[^1].Day;
        _trades.Add(new StockTrade(at, price, quantity, side, before.With(at, price, quantity, side)));
    }
}
