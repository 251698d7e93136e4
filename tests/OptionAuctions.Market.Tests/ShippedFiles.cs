using System.Globalization;

namespace OptionAuctions.Market.Tests;

/// <summary>The shipped files, and what tests say of them.</summary>
internal static class ShippedFiles
{
    public static string Config { get; } = Path.Combine(Repository.Root, "config");

    public static string Calendar { get; } = Path.Combine(Config, "calendar");

    public static TradingCalendar BuiltIn => TradingCalendar.BuiltIn;

    /// <summary>A day, as <c>2026-11-19</c>.</summary>
    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment, as <c>2026-11-19 09:30</c> or with seconds, KST.</summary>
    public static DateTimeOffset Kst(string moment) => DateTimeOffset.Parse(moment + " +09:00", CultureInfo.InvariantCulture);

    /// <summary>The segments of a day, each as <c>08:30 CallOpen Opening</c>: when it begins, and its state.</summary>
    public static IEnumerable<string> Timetable(TradingCalendar calendar, DateOnly day, DateOnly? lastTradingDay = null)
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, MarketTime.Offset);
        for (var at = midnight; at < midnight.AddDays(1);)
        {
            var segment = calendar.SegmentAt(at, lastTradingDay);
            var state = segment.State.Call == CallKind.None ? $"{segment.State.Phase}" : $"{segment.State.Phase} {segment.State.Call}";
            yield return FormattableString.Invariant($"{segment.From:HH:mm} {state}");
            Assert.True(segment.To > at, $"a segment that holds {at} ends at {segment.To}");
            at = segment.To;
        }
    }
}
