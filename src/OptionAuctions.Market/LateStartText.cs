using System.Globalization;

namespace OptionAuctions.Market;

/// <summary>The parser of the days whose session is shifted: <c>2026-11-19 runs 60 minutes later</c>.</summary>
internal static class LateStartText
{
    /// <summary>Reads the hours of those days, by <see cref="DateOnly.DayNumber"/>.</summary>
    public static Dictionary<int, DayHours> Read(CalendarFile file, TradingDays days, DayHours usual)
    {
        var shifted = new Dictionary<int, DayHours>();
        foreach (var line in file.LinesWithDates())
        {
            var day = line.Date();
            days.CheckCovered(day, line);
            if (!days.IsTradingDay(day)) throw line.Wrong($"{line.Fields[0]} is not a trading day");
            shifted[day.DayNumber] = usual.Later(Late(line))
                ?? throw line.Wrong($"{line.Fields[2]} minutes later, the session would open behind its close or end on the next day");
        }

        return shifted;
    }

    private static LateStart Late(CalendarLine line)
    {
        if (line.Fields is not [_, "opens" or "runs", var minutes, "minutes", "later"])
            throw line.Wrong("behind the date stands 'opens 60 minutes later' or 'runs 60 minutes later'");
        if (!int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 1439)
            throw line.Wrong($"'{minutes}' is not a number of minutes from 1 to 1439");
        return new LateStart(TimeSpan.FromMinutes(count), CloseToo: line.Fields[1] == "runs");
    }
}
