namespace OptionAuctions;

/// <summary>One trade of an instrument, as far as an auction needs it: its time, its price, and the price of the day's first trade.</summary>
/// <param name="Code">Instrument that was traded. Field 1, <c>OPTN_SHRN_ISCD</c>.</param>
/// <param name="Time">
/// Korea Standard Time to the second; the wire has no date. <see langword="null"/> when the venue sent nothing or <c>000000</c>.
/// Field 2, <c>BSOP_HOUR</c>, <c>HHmmss</c>.
/// </param>
/// <param name="Price">
/// Won per share of the underlying, to the nearest hundredth; above zero, or <see cref="Won.None"/> when the venue sent zero or
/// nothing. Field 3, <c>OPTN_PRPR</c>.
/// </param>
/// <param name="OpeningPrice">
/// Price of the day's first trade, which is the opening auction's when that one crossed; won as <paramref name="Price"/>, or
/// <see cref="Won.None"/> when the venue sent zero or nothing. Field 7, <c>OPTN_OPRC</c>.
/// </param>
/// <remarks>
/// Source: KIS real-time item 044, TR <c>H0ZOCNT0</c>, and the trades of other instruments. Sign, change and rate are read to check that the columns are in
/// their places, and not kept. Text that does not fit is refused as a <see cref="DecodeError"/> before one of these exists.
/// </remarks>
public readonly record struct Trade(Instrument Code, TimeOnly? Time, Won Price, Won OpeningPrice);
