using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Instruments;

/// <summary>One option series of the master file.</summary>
/// <param name="Code">Short code, the <c>tr_key</c> of a registration.</param>
/// <param name="IsCall">True for a call, false for a put.</param>
/// <param name="Underlying">What it is written on.</param>
/// <param name="Expiry">First day of the month it expires in.</param>
/// <param name="Strike">Won per share, above 0. The file's own column; the digits of the code are only a serial.</param>
/// <param name="Multiplier">Shares a contract, 10 as a rule; another after a corporate action.</param>
/// <param name="Moneyness">At, in or out of the money when the file was made.</param>
/// <param name="MonthRank">1 for the nearest month, 2 for the next, and so on.</param>
public sealed record ListedSeries(
    OptionCode Code, bool IsCall, Underlying Underlying, DateOnly Expiry, int Strike, int Multiplier, Moneyness Moneyness, int MonthRank)
{
    /// <summary>The second Thursday of the month, when nothing moves it.</summary>
    public DateOnly LastTradingDay => Expiry.AddDays(((int)DayOfWeek.Thursday - (int)Expiry.DayOfWeek + 7) % 7).AddDays(7);
}

/// <summary>Where a strike stands against its underlying, by the digit of the master file.</summary>
public enum Moneyness
{
    /// <summary>At the money, 1.</summary>
    At = 1,

    /// <summary>In the money, 2.</summary>
    In = 2,

    /// <summary>Out of the money, 3.</summary>
    Out = 3,
}
