namespace OptionAuctions.Venue.Scenarios;

/// <summary>Reads the time at the beginning of a sentence.</summary>
internal static class WhenReader
{
    /// <summary>
    /// Reads <c>at 08:59:00</c>, <c>from 08:59:00 to 09:00:00</c>, <c>from 08:59:00</c>, <c>after 5 seconds [for 20 seconds]</c>,
    /// <c>every 5 seconds [for 1 second]</c>; nothing means always.
    /// </summary>
    /// <param name="words">The sentence; the words that were read are removed from its beginning.</param>
    /// <param name="once">True when no end is given: a moment rather than a window.</param>
    /// <exception cref="FormatException">A time or duration is wrong.</exception>
    public static When Read(ref ReadOnlySpan<string> words, out bool once)
    {
        var first = words[0];
        once = first is "at" or "after" or "every";
        if (first is not ("at" or "from" or "after" or "every")) return When.Always;

        words = words[1..];
        if (first is "at")
        {
            var at = Need(ScenarioValues.Time, ref words, "a time such as 08:59:00");
            return new When.Daily(at, at.Add(TimeSpan.FromSeconds(1)));
        }

        if (first is "from")
        {
            var from = Need(ScenarioValues.Time, ref words, "a time such as 08:59:00");
            var to = Takes(ref words, "to") ? Need(ScenarioValues.Time, ref words, "a time such as 08:59:00") : TimeOnly.MaxValue;
            return to > from ? new When.Daily(from, to) : throw new FormatException("it ends before it begins");
        }

        var duration = Need(ScenarioValues.Duration, ref words, "a duration such as '20 seconds'");
        TimeSpan? length = Takes(ref words, "for") ? Need(ScenarioValues.Duration, ref words, "a duration such as '20 seconds'") : null;
        once = length is null;
        if (first is "after") return new When.After(duration, length);
        return duration > (length ?? TimeSpan.Zero)
            ? new When.Every(duration, length)
            : throw new FormatException("it lasts longer than it waits");
    }

    private delegate (T, int)? Reader<T>(ReadOnlySpan<string> words);

    private static T Need<T>(Reader<T> read, ref ReadOnlySpan<string> words, string what)
    {
        if (words.IsEmpty || read(words) is not var (value, taken))
            throw new FormatException($"'{(words.IsEmpty ? "" : words[0])}' is not {what}");
        words = words[taken..];
        return value;
    }

    private static bool Takes(ref ReadOnlySpan<string> words, string keyword)
    {
        if (words.IsEmpty || words[0] != keyword) return false;
        words = words[1..];
        return true;
    }
}
