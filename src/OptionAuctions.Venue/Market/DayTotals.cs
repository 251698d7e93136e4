namespace OptionAuctions.Venue.Market;

/// <summary>The totals of a stock's trades on one day. Trades of call auctions count in the volume, and for neither side.</summary>
internal readonly record struct DayTotals
{
    /// <summary>Shares.</summary>
    public long Volume { get; private init; }

    /// <summary>Won.</summary>
    public long Turnover { get; private init; }

    public (int Price, DateTimeOffset At) Open { get; private init; }
    public (int Price, DateTimeOffset At) High { get; private init; }
    public (int Price, DateTimeOffset At) Low { get; private init; }
    public (int Trades, long Shares) Bought { get; private init; }
    public (int Trades, long Shares) Sold { get; private init; }

    /// <summary>Price of the last call auction.</summary>
    public int LastCross { get; private init; }

    /// <summary>Volume of the day when the last call auction had crossed.</summary>
    public long VolumeAtCross { get; private init; }

    /// <summary>Returns the totals with one more trade.</summary>
    public DayTotals With(DateTimeOffset at, int price, long quantity, TradeSide side)
    {
        var (first, crosses) = (Volume == 0, side == TradeSide.Call);
        return new DayTotals
        {
            Volume = Volume + quantity,
            Turnover = Turnover + (price * quantity),
            Open = first ? (price, at) : Open,
            High = first || price > High.Price ? (price, at) : High,
            Low = first || price < Low.Price ? (price, at) : Low,
            Bought = side == TradeSide.Buy ? (Bought.Trades + 1, Bought.Shares + quantity) : Bought,
            Sold = side == TradeSide.Sell ? (Sold.Trades + 1, Sold.Shares + quantity) : Sold,
            LastCross = crosses ? price : LastCross,
            VolumeAtCross = crosses ? Volume + quantity : VolumeAtCross,
        };
    }
}
