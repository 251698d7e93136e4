using System.Globalization;

namespace OptionAuctions.Market;

/// <summary>A time of day during which records are expected, KST: from the first moment, up to and without the last.</summary>
/// <param name="From">First moment.</param>
/// <param name="To">First moment behind it, later on the same day.</param>
public readonly record struct SessionWindow(TimeOnly From, TimeOnly To)
{
    private const string Form = "HH:mm";

    /// <summary>Reads <c>08:40-09:00</c>.</summary>
    /// <returns>False for any other form, and for a window that ends before it begins.</returns>
    public static bool TryParse(string text, out SessionWindow window)
    {
        window = default;
        var ends = text.Split('-');
        if (ends.Length != 2 || !TryTime(ends[0], out var from) || !TryTime(ends[1], out var to) || to <= from) return false;
        window = new SessionWindow(from, to);
        return true;
    }

    /// <summary>When the window that holds <paramref name="now"/> began; <see langword="null"/> when it is closed, as on days without trading.</summary>
    /// <param name="now">A moment, KST.</param>
    /// <param name="calendar">Knows the trading days.</param>
    public DateTimeOffset? OpenSince(DateTimeOffset now, TradingCalendar calendar)
    {
        var (day, time) = (DateOnly.FromDateTime(now.DateTime), TimeOnly.FromTimeSpan(now.TimeOfDay));
        return time >= From && time < To && calendar.IsTradingDay(day) ? new DateTimeOffset(day, From, now.Offset) : null;
    }

    /// <summary>As it is read.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm}");

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
