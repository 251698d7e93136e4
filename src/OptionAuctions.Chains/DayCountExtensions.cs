namespace OptionAuctions.Chains;

/// <summary>What a day-count convention takes for a year.</summary>
internal static class DayCountExtensions
{
    /// <summary>Returns the days of a year.</summary>
    public static int DaysPerYear(this DayCount dayCount) => dayCount == DayCount.Act360 ? 360 : 365;
}
