namespace OptionAuctions.Auctions;

/// <summary>The part of a path that changes with each record. A price that stays the same changes nothing else: how long it has stood is added later.</summary>
internal struct PathNow
{
    /// <summary>The moment up to which the path is known; ticks, KST.</summary>
    public long Until;

    /// <summary>The present price, hundredths of a won; that of <see cref="Won.None"/> when there is none.</summary>
    public int Price;

    /// <summary>Number of records of this call.</summary>
    public int Revisions;

    /// <summary>Adds a record of the call.</summary>
    public void Add(Won price, long at, PathWindows windows, ref PriceMovement moved)
    {
        Revisions++;
        if (price.Hundredths == Price)
        {
            if (at > Until) Until = at;
        }
        else
        {
            PassTo(at, windows, ref moved);
            Price = price.Hundredths;
            moved.Change(price, at);
        }

        if (!price.HasValue) moved.Unmatched++;
    }

    /// <summary>Makes the price unknown from a moment on, as when the connection is lost or the call is over.</summary>
    public void Suspend(long at, PathWindows windows, ref PriceMovement moved)
    {
        PassTo(at, windows, ref moved);
        Price = Won.None.Hundredths;
    }

    /// <summary>Adds the time up to a moment to the averages, with the price of that time. Records that came together have no time between them.</summary>
    private void PassTo(long at, PathWindows windows, ref PriceMovement moved)
    {
        if (at > Until) Until = at;
        moved.AverageUntil(Until, Price, windows);
    }
}
