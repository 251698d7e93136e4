namespace OptionAuctions.Market;

/// <summary>A text file with one statement per line; <c>#</c> begins a comment, and empty lines are ignored.</summary>
/// <param name="Name">Its name in error messages.</param>
/// <param name="Text">Its whole text.</param>
internal sealed record CalendarFile(string Name, string Text)
{
    private const int MostLines = 1000, LongestLine = 200; // longest in characters

    /// <summary>Returns the lines that hold a statement.</summary>
    /// <exception cref="CalendarException">The file or a line is longer than a calendar has reason to be.</exception>
    public IEnumerable<CalendarLine> Lines()
    {
        var number = 0;
        foreach (var text in Text.Split('\n'))
        {
            var line = new CalendarLine(Name, ++number, text.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (number > MostLines || text.Length > LongestLine)
                throw line.Wrong($"there are more than {MostLines} lines or {LongestLine} characters in a line");
            if (line.Fields.Length > 0) yield return line;
        }
    }

    /// <summary>Returns the lines, each of which begins with a date.</summary>
    /// <exception cref="CalendarException">A line begins with no date, or with one that another line has.</exception>
    public IReadOnlyList<CalendarLine> LinesWithDates()
    {
        var (lines, byDay) = (new List<CalendarLine>(), new Dictionary<int, CalendarLine>()); // a number in place of the date, as in DaySet
        foreach (var line in Lines())
        {
            var day = line.Date().DayNumber;
            if (byDay.TryGetValue(day, out var other)) throw line.Wrong($"{line.Fields[0]} stands in line {other.Number} already");
            byDay.Add(day, line);
            lines.Add(line);
        }

        return lines;
    }
}
