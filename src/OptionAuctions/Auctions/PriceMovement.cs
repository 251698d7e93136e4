namespace OptionAuctions.Auctions;

/// <summary>The part of a path that changes with the price.</summary>
internal record struct PriceMovement
{
    public PriceAverages Averages;

    /// <summary>The moment up to which the averages go; ticks, KST.</summary>
    public long AveragedUntil;

    /// <summary>When the price last changed, to another or to none; ticks, KST; 0 until there was one.</summary>
    public long ChangedAt;

    public Won First;
    public Won Last;
    public Won High;
    public Won Low;

    /// <summary>Number of records without a price.</summary>
    public int Unmatched;

    /// <summary>Number of falls after a rise and rises after a fall.</summary>
    public int Reversals;

    /// <summary>The last move of the price: 1 up, -1 down, 0 none yet.</summary>
    public sbyte Direction;

    /// <summary>Creates it from the JSON form of a path.</summary>
    public PriceMovement(AuctionPathModel model, long averagedUntil)
    {
        (AveragedUntil, ChangedAt) = (averagedUntil, AuctionPath.Ticks(model.ChangedAt));
        (First, Last, High, Low) = (model.First, model.Last, model.High, model.Low);
        (Unmatched, Reversals, Direction) = (model.Unmatched, model.Reversals, model.Direction);
        Averages.Set(0, model.Call.Sums);
        for (var i = 0; i < model.Windows.Count; i++) Averages.Set(i + 1, model.Windows[i].Sums);
    }

    /// <summary>Changes the price, to another or to none.</summary>
    public void Change(Won price, long at)
    {
        ChangedAt = at;
        if (!price.HasValue) return;
        if (!First.HasValue) (First, High, Low) = (price, price, price);
        else if (price != Last) Move(price);
        Last = price;
    }

    /// <summary>Adds the time in which a price stood to the averages.</summary>
    /// <param name="until">Its end; ticks, KST.</param>
    /// <param name="price">The price of that time; hundredths of a won.</param>
    /// <param name="windows">The windows.</param>
    public void AverageUntil(long until, int price, PathWindows windows)
    {
        if (until <= AveragedUntil) return;
        Averages.Add(windows, price, (until - AveragedUntil) / (double)TimeSpan.TicksPerSecond);
        AveragedUntil = until;
    }

    private void Move(Won price)
    {
        var direction = (sbyte)(price > Last ? 1 : -1);
        if (Direction == -direction) Reversals++;
        Direction = direction;
        if (price > High) High = price;
        if (price < Low) Low = price;
    }
}
