using System.Globalization;

namespace OptionAuctions;

/// <summary>An interval of the day in which records are expected, KST.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment after it, later on the same day.</param>
public readonly record struct SessionWindow(TimeOnly From, TimeOnly To)
{
    private const string TimeFormat = "HH:mm";

    /// <summary>Reads <c>08:40-09:00</c>.</summary>
    /// <returns>False for any other form, and for a window that ends before it begins.</returns>
    public static bool TryParse(string text, out SessionWindow window)
    {
        window = default;
        var times = text.Split('-');
        if (times.Length != 2 || !TryTime(times[0], out var from) || !TryTime(times[1], out var to) || to <= from) return false;
        window = new SessionWindow(from, to);
        return true;
    }

    /// <summary>Returns when the window that contains <paramref name="now"/> began; <see langword="null"/> outside of it and on days without trading.</summary>
    /// <param name="now">A moment, KST.</param>
    /// <param name="calendar">Knows the trading days.</param>
    public DateTimeOffset? OpenSince(DateTimeOffset now, TradingCalendar calendar)
    {
        var (day, time) = (DateOnly.FromDateTime(now.DateTime), TimeOnly.FromTimeSpan(now.TimeOfDay));
        return time >= From && time < To && calendar.IsTradingDay(day) ? new DateTimeOffset(day, From, now.Offset) : null;
    }

    /// <summary>The text that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm}");

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
