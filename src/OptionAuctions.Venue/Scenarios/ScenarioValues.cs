using System.Globalization;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>Reads values at the beginning of a list of words. Each method returns the value and the number of words that it took.</summary>
internal static class ScenarioValues
{
    private const int LongestHours = 24;

    public static (int, int)? Number(ReadOnlySpan<string> words) =>
        int.TryParse(words[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) && n >= 0 ? (n, 1) : null;

    /// <summary>Reads an ordinal: 1st, 2nd, 3rd, 4th.</summary>
    public static (int, int)? Ordinal(ReadOnlySpan<string> words) =>
        words[0].Length > 2 && words[0][^2..] is "st" or "nd" or "rd" or "th"
        && int.TryParse(words[0].AsSpan(0, words[0].Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? (n, 1) : null;

    public static (TimeOnly, int)? Time(ReadOnlySpan<string> words) =>
        TimeOnly.TryParseExact(words[0], "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time, 1) : null;

    /// <summary>Reads a duration: a number and its unit, up to a day.</summary>
    public static (TimeSpan, int)? Duration(ReadOnlySpan<string> words)
    {
        if (words.Length < 2 || Number(words) is not var (n, _)) return null;
        TimeSpan? unit = words[1] switch
        {
            "millisecond" or "milliseconds" => TimeSpan.FromMilliseconds(1),
            "second" or "seconds" => TimeSpan.FromSeconds(1),
            "minute" or "minutes" => TimeSpan.FromMinutes(1),
            "hour" or "hours" => TimeSpan.FromHours(1),
            _ => null,
        };
        if (unit is not { } one) return null;
        return n * one <= TimeSpan.FromHours(LongestHours)
            ? (n * one, 2)
            : throw new FormatException($"{n} {words[1]} is longer than {LongestHours} hours");
    }
}
