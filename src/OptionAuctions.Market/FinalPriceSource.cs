namespace OptionAuctions;

/// <summary>The source of the price at which a call auction crossed. It takes one more registration per code, and so a slot.</summary>
public enum FinalPriceSource
{
    /// <summary>No source: no slot is used for it.</summary>
    None,

    /// <summary>
    /// The trade of the cross (<c>H0ZOCNT0</c>): the first one within the grace of a call (<c>Auctions:CallGrace</c>) of the cross, and for an opening
    /// call the opening price that it carries. An auction in which nothing matched has no final price.
    /// </summary>
    CrossTrade,

    /// <summary>The first trade after the cross, whenever it comes: for an illiquid option it may be hours later and at another price.</summary>
    FirstTrade,
}
