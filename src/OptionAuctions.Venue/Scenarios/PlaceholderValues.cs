using System.Globalization;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>The values of a sentence's placeholders, in order.</summary>
internal sealed class PlaceholderValues
{
    public List<int> Numbers { get; } = [];
    public List<TimeSpan> Durations { get; } = [];
    public List<string> Texts { get; } = [];

    /// <summary>Returns the only number, checked against a range.</summary>
    /// <exception cref="FormatException">Out of range.</exception>
    public int Number(int from, int to) => Numbers[0] is var n && n >= from && n <= to
        ? n
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{n} is not between {from} and {to}"));

    /// <summary>Adds a value that was read to a list.</summary>
    /// <returns>The number of words that the value took; 0 when none was read.</returns>
    public static int Take<T>((T Value, int WordCount)? read, List<T> into)
    {
        if (read is not { } found) return 0;
        into.Add(found.Value);
        return found.WordCount;
    }
}
