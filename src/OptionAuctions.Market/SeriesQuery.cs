namespace OptionAuctions;

/// <summary>
/// A query for series of one underlying, for example the nearest two months with three strikes on each side of the money. The options of a feed have a
/// list of them.
/// </summary>
public sealed record SeriesQuery
{
    /// <summary>Symbol of the stock, for example <c>005930</c>, or its name as the master file writes it, for example <c>삼성전자</c>. No default.</summary>
    public string Underlying { get; set; } = "";

    /// <summary>Calls, puts or both. Default both.</summary>
    public SeriesKind Kind { get; set; }

    /// <summary>Maximum number of expiries, months and weeks alike, the nearest first, 0 to 100. Default 0: all.</summary>
    public int Expiries { get; set; }

    /// <summary>Strikes on each side of the one at the money, 0 to 100; 0 is that one alone. Default none: every strike.</summary>
    public int? Atm { get; set; }

    /// <summary>
    /// Width of the band around the money in percent of the strike at the money, above 0 to 100, in place of <see cref="Atm"/>. Default none.
    /// </summary>
    public double? Band { get; set; }

    /// <summary>
    /// Least delta, 0.01 to 0.49, in place of <see cref="Atm"/>: of each strike the option out of the money has a delta of that size or more, which leaves
    /// out strikes that hardly react to the underlying. Default none.
    /// </summary>
    public double? Delta { get; set; }

    /// <summary>
    /// Volatility per year, as a fraction, 0.01 to 5, by which <see cref="Delta"/> is computed as long as no call and put at the money imply one.
    /// Default 0.4.
    /// </summary>
    public double Volatility { get; set; } = 0.4;

    /// <summary>True: the stock itself is followed too, with its forecast and its order book. Default false.</summary>
    public bool Spot { get; set; }

    /// <summary>True: the future of each month that is selected is followed too, where the master file lists one. Default false.</summary>
    public bool Future { get; set; }

    /// <summary>
    /// True: the selection follows the money while the feed runs, by the stock's expected price, else by the forward that calls and puts imply, else by the
    /// master file. It needs <see cref="Atm"/>, <see cref="Band"/> or <see cref="Delta"/>. Default false.
    /// </summary>
    public bool Moves { get; set; }

    /// <summary>
    /// How far behind the middle between two strikes a price has to be before the farther one is at the money, in strikes, 0 to 5. Default 0.5.
    /// </summary>
    public double Hysteresis { get; set; } = 0.5;

    /// <summary>True when the selection is of a width around the money, so that it has something to move.</summary>
    internal bool HasWidth => Atm is not null || Band is not null || Delta is not null;

    /// <summary>Least time between two moves of the selection, 0 to 1 h. Default 10 s.</summary>
    public TimeSpan CoolDown { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>True: the selection may move also in the last minute of a call, in which nothing can be cancelled. Default false.</summary>
    public bool MovesInNoCancel { get; set; }
}
