namespace OptionAuctions.Market;

/// <summary>The trading days, and the last trading day of each month's series.</summary>
internal sealed class TradingDays
{
    private readonly DaySet _holidays;

    private TradingDays(DaySet holidays) => _holidays = holidays;

    /// <summary>First day of the first year that is covered.</summary>
    public DateOnly From => _holidays.From;

    /// <summary>Last day of the last year that is covered.</summary>
    public DateOnly Through => _holidays.Through;

    /// <summary>Reads the holidays and checks the expiry days against them: where the files disagree, one of them is wrong.</summary>
    public static TradingDays Read(CalendarFile holidays, CalendarFile expiries)
    {
        var days = new TradingDays(ReadHolidays(holidays));
        var seen = new DaySet(days.From, days.Through);
        foreach (var line in expiries.LinesWithDates())
        {
            var day = line.Date();
            line.HasOnlyDate();
            days.CheckCovered(day, line);
            if (!days.IsTradingDay(day)) throw line.Wrong($"{line.Fields[0]} is not a trading day");
            var byRule = days.ExpiryOf(day.Year, day.Month);
            if (day != byRule)
                throw line.Wrong($"{line.Fields[0]} is not the month's expiry day, which is {CalendarText.Of(byRule)}: "
                    + "the second Thursday, or the trading day before it when that is a holiday");
            seen.Add(day);
        }

        for (var month = days.From; month < days.Through; month = month.AddMonths(1))
            if (!seen.Contains(days.ExpiryOf(month.Year, month.Month)))
                throw new CalendarException(expiries.Name, $"there is no expiry day in {CalendarText.Of(month)[..7]}");
        return days;
    }

    public bool IsTradingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day);

    public DateOnly ExpiryOf(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var day = first.AddDays(((DayOfWeek.Thursday - first.DayOfWeek + 7) % 7) + 7);
        while (!IsTradingDay(day)) day = day.AddDays(-1);
        return day;
    }

    /// <summary>
    /// Returns the last trading day of a series. Where it would be a holiday, a Monday's is the next trading day, as seen for October 2026, and any
    /// other the one before.
    /// </summary>
    public DateOnly ExpiryOf(ListedSeries series)
    {
        var day = series.LastTradingDay;
        var step = series.Week is { Day: DayOfWeek.Monday } ? 1 : -1;
        while (!IsTradingDay(day)) day = day.AddDays(step);
        return day;
    }

    /// <summary>Returns the first trading day after a day.</summary>
    public DateOnly After(DateOnly day)
    {
        do day = day.AddDays(1);
        while (!IsTradingDay(day));
        return day;
    }

    public void CheckCovered(DateOnly day, CalendarLine line)
    {
        if (day < From || day > Through) throw line.Wrong($"{line.Fields[0]} is in a year without holidays");
    }

    private static DaySet ReadHolidays(CalendarFile file)
    {
        var lines = file.LinesWithDates();
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var line in lines)
        {
            var day = line.Date();
            line.HasOnlyDate();
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                throw line.Wrong($"{line.Fields[0]} is a {day.DayOfWeek}, and weekends are not listed");
            (first, last) = (Math.Min(first, day.Year), Math.Max(last, day.Year));
        }

        if (lines.Count == 0) throw new CalendarException(file.Name, "there is no holiday in it");
        var holidays = new DaySet(new DateOnly(first, 1, 1), new DateOnly(last, 12, 31));
        var hasSome = new bool[last - first + 1];
        foreach (var line in lines)
        {
            holidays.Add(line.Date());
            hasSome[line.Date().Year - first] = true;
        }

        for (var year = first; year < last; year++)
            if (!hasSome[year - first])
                throw new CalendarException(file.Name, $"there is no holiday of {year} in it, and years around it have some");
        return holidays;
    }
}
