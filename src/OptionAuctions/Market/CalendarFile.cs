using System.Globalization;

namespace OptionAuctions.Market;

/// <summary>A file of one statement a line; <c>#</c> begins a comment, empty lines do not count.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Text">All of it.</param>
internal sealed record CalendarFile(string Name, string Text)
{
    private const int MostLines = 1000, LongestLine = 200;

    /// <summary>The lines that say something.</summary>
    /// <exception cref="CalendarException">The file or a line is longer than a calendar has reason to be.</exception>
    public IEnumerable<CalendarLine> Lines()
    {
        var number = 0;
        foreach (var text in Text.Split('\n'))
        {
            var line = new CalendarLine(Name, ++number, text.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (number > MostLines || text.Length > LongestLine)
                throw line.Wrong($"there are more than {MostLines} lines or {LongestLine} characters in a line");
            if (line.Words.Length > 0) yield return line;
        }
    }

    /// <summary>The lines by the date that each begins with, in the order of the file.</summary>
    /// <exception cref="CalendarException">A line begins with no date, or with one that another line has.</exception>
    public OrderedDictionary<DateOnly, CalendarLine> LinesByDate()
    {
        var lines = new OrderedDictionary<DateOnly, CalendarLine>();
        foreach (var line in Lines())
            if (!lines.TryAdd(line.Date(), line))
                throw line.Wrong($"{line.Words[0]} stands in line {lines[line.Date()].Number} already");
        return lines;
    }
}

/// <summary>A line that says something.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Number">Line, from 1.</param>
/// <param name="Words">Its words, without the comment.</param>
internal readonly record struct CalendarLine(string File, int Number, string[] Words)
{
    /// <summary>The first word as a date of this century.</summary>
    public DateOnly Date() =>
        DateOnly.TryParseExact(Words[0], CalendarText.DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 2000 and < 2100
            ? date
            : throw Wrong($"'{Words[0]}' is not a date such as 2026-12-31");

    /// <summary>Nothing but the date may stand there.</summary>
    public void HasOnlyDate()
    {
        if (Words.Length > 1) throw Wrong($"'{Words[1]}' is not expected behind a date; # begins a comment");
    }

    /// <summary>What to throw when the line cannot be used.</summary>
    public CalendarException Wrong(string reason) => new(File, Number, reason);
}

/// <summary>How dates are written, whatever the host's culture.</summary>
internal static class CalendarText
{
    public const string DateForm = "yyyy-MM-dd";

    public static string Of(DateOnly date) => date.ToString(DateForm, CultureInfo.InvariantCulture);
}
