namespace OptionAuctions.Venue.Market;

/// <summary>One instrument in the market model on one day: its reference price and limits, its value at any moment, and how much of it is traded.</summary>
internal interface IInstrumentToday
{
    Instrument Code { get; }

    DateOnly Day { get; }

    /// <summary>Market whose call auctions it has.</summary>
    MarketSegment Segment { get; }

    TickGrid Ticks { get; }

    /// <summary>Previous close in won, on the tick grid.</summary>
    int PreviousClose { get; }

    /// <summary>Highest price of the day.</summary>
    int UpperLimit { get; }

    /// <summary>Lowest price of the day.</summary>
    int LowerLimit { get; }

    /// <summary>Last moment at which it can trade on this day.</summary>
    TimeOnly LastTrade { get; }

    /// <summary>Standard deviation of the first indicative prices of a call around the value, as a share of it.</summary>
    double SpreadAtFirst { get; }

    /// <summary>Half of the usual distance between the best quotes, as a share of the value.</summary>
    double HalfSpread { get; }

    /// <summary>Share of the indicative prices in the first half of a call at which nothing would match.</summary>
    double NoMatchShare { get; }

    /// <summary>Unit in which its quantities are drawn: contracts, or shares for as much money as a few contracts are.</summary>
    long QuantityUnit { get; }

    /// <summary>Returns the value at a moment, in won, not rounded to the grid.</summary>
    double WorthAt(DateTimeOffset moment);

    /// <summary>Returns the price on the grid, inside the limits, that is nearest to a value.</summary>
    int Quote(double won);
}
