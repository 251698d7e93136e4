namespace OptionAuctions;

/// <summary>One option series of the master file.</summary>
/// <param name="Code">Short code, the <c>tr_key</c> of a registration.</param>
/// <param name="Isin">Standard code (표준코드), twelve characters as a rule; as the file has it, not checked. Empty when none is known.</param>
/// <param name="IsCall">True for a call, false for a put.</param>
/// <param name="Underlying">Stock that it is written on.</param>
/// <param name="Expiry">First day of the month it expires in.</param>
/// <param name="Strike">
/// Won per share, 1 or more; with decimals after a corporate action. From the file's own column; the digits of the code are only a serial number.
/// </param>
/// <param name="Multiplier">
/// Shares a contract, 10 as a rule; another, with decimals, after a corporate action. <see langword="null"/> when the file does not say it.
/// </param>
/// <param name="Moneyness">At, in or out of the money when the file was made.</param>
/// <param name="MonthRank">
/// 1 for the nearest expiry of its kind, monthly or weekly, that the file lists for the underlying, 2 for the next, and so on.
/// </param>
public sealed record ListedSeries(
    Instrument Code, string Isin, bool IsCall, Underlying Underlying, DateOnly Expiry, decimal Strike, decimal? Multiplier, Moneyness Moneyness,
    int MonthRank)
{
    /// <summary>The week that a weekly option expires in; <see langword="null"/> for a monthly one.</summary>
    public WeeklyExpiry? Week { get; init; }

    /// <summary>
    /// Last trading day before holidays are considered: the second Thursday of <see cref="Expiry"/>, or the day of <see cref="Week"/>. The trading
    /// calendar knows the holidays.
    /// </summary>
    public DateOnly LastTradingDay => Week is { } week ? week.DayIn(Expiry) : SecondThursday(Expiry.Year, Expiry.Month);

    /// <summary>Returns the second Thursday of a month: the last trading day by the exchange's rule, before holidays are considered.</summary>
    /// <param name="year">Year, 1 to 9999.</param>
    /// <param name="month">Month, 1 to 12.</param>
    public static DateOnly SecondThursday(int year, int month) => new WeeklyExpiry(2, DayOfWeek.Thursday).DayIn(new DateOnly(year, month, 1));
}
