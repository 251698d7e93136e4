namespace OptionAuctions.Venue.Market;

/// <summary>The side that made a trade. The values are those of the venue's column <c>CCLD_DVSN</c>.</summary>
internal enum TradeSide
{
    /// <summary>A buyer took what was asked.</summary>
    Buy = 1,

    /// <summary>A call auction crossed.</summary>
    Call = 3,

    /// <summary>A seller took what was bid.</summary>
    Sell = 5,
}
