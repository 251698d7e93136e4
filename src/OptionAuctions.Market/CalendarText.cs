using System.Globalization;

namespace OptionAuctions.Market;

/// <summary>The text format of dates, independent of the host's culture.</summary>
internal static class CalendarText
{
    public const string DateForm = "yyyy-MM-dd";

    public static string Of(DateOnly date) => date.ToString(DateForm, CultureInfo.InvariantCulture);
}
