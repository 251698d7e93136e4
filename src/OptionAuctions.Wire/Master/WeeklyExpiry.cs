namespace OptionAuctions;

/// <summary>The week of the month in which a weekly option expires, and the weekday.</summary>
/// <param name="Week">1 for the first such weekday of the month, and so on.</param>
/// <param name="Day">Thursday (위클리) or Monday (위클리M).</param>
/// <remarks>Source: master files of index options. Whether weekly options on single stocks are written in the same way is inferred.</remarks>
public readonly record struct WeeklyExpiry(int Week, DayOfWeek Day)
{
    /// <summary>Returns the last trading day in a month, before holidays are considered.</summary>
    /// <param name="month">Any day of the month.</param>
    public DateOnly DayIn(DateOnly month)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        return first.AddDays(((int)Day - (int)first.DayOfWeek + 7) % 7).AddDays(7 * (Week - 1));
    }

    /// <summary>Returns <c>W1</c> for a Thursday, <c>W1 Mon</c> for a Monday.</summary>
    public override string ToString() => FormattableString.Invariant($"W{Week}{(Day == DayOfWeek.Monday ? " Mon" : "")}");
}
