namespace OptionAuctions.Cli.Surveys;

/// <summary>The survey as a page of text, 100 characters wide at most.</summary>
internal static class SurveyPage
{
    private const int Width = 100, MostRows = 60;

    /// <summary>Returns the lines.</summary>
    public static IEnumerable<string> Lines(SurveyReport report)
    {
        var span = report is { First: { } first, Last: { } last } ? $", from {PrintableText.Moment(first)} to {PrintableText.Moment(last)} KST" : "";
        foreach (var line in Wrapped(PrintableText.Say($"{report.Messages} messages in {report.Files} files{span}"), 0)) yield return line;
        foreach (var problem in report.Problems)
            foreach (var line in Wrapped($"not read: {problem}", 2)) yield return line;
        foreach (var answer in report.Answers)
        {
            yield return "";
            yield return $"{answer.Question} (docs/venue.md#{answer.Anchor})";
            foreach (var line in Wrapped(answer.Text, 2).Concat(Table(answer.Counts)).Concat(answer.Examples.SelectMany(one => Wrapped($"e.g. {one}", 2))))
                yield return line;
        }
    }

    /// <summary>Breaks a text into lines; those behind the first are indented by two more. A word longer than a line is broken too.</summary>
    internal static IEnumerable<string> Wrapped(string text, int indent)
    {
        var line = new string(' ', indent);
        var isEmpty = true;
        foreach (var whole in text.Split(' '))
        {
            var word = whole;
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                (line, isEmpty) = (new string(' ', indent + 2), true);
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
            for (; line.Length > Width; line = new string(' ', indent + 2) + line[Width..]) yield return line[..Width];
        }

        yield return line;
    }

    private static IEnumerable<string> Table(CountTable counts)
    {
        var rows = counts.Rows.ToArray();
        var shown = rows.Take(MostRows).ToArray();
        var lines = Grid(shown) is { } grid && grid.All(line => line.Length <= Width) ? grid : shown.SelectMany(List);
        foreach (var line in lines) yield return line;
        if (rows.Length > MostRows) yield return PrintableText.Say($"    and {rows.Length - MostRows} rows more; --json has all");
    }

    /// <summary>A row a line, its figures in columns; <see langword="null"/> when the rows do not have the same figures.</summary>
    private static List<string>? Grid(KeyValuePair<string, (string Name, object? Value)[]>[] rows)
    {
        if (rows.Length == 0) return [];
        string[] titles = [.. rows[0].Value.Select(figure => figure.Name)];
        if (!rows.All(row => row.Value.Select(figure => figure.Name).SequenceEqual(titles))) return null;
        string[][] cells = [["", .. titles], .. rows.Select(row => (string[])[row.Key, .. row.Value.Select(figure => Cell(figure.Value))])];
        var widths = Enumerable.Range(0, titles.Length + 1).Select(column => cells.Max(row => row[column].Length)).ToArray();
        return [.. cells.Select(row => $"    {string.Join("  ", row.Select((cell, i) => Padded(cell, i, widths)))}".TrimEnd())];
    }

    private static string Padded(string cell, int column, int[] widths) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]);

    private static IEnumerable<string> List(KeyValuePair<string, (string Name, object? Value)[]> row) =>
        Wrapped($"{row.Key}: {string.Join(", ", row.Value.Where(one => one.Value is not null).Select(one => $"{one.Name} {Cell(one.Value)}"))}", 4);

    private static string Cell(object? value) => value switch
    {
        null => "-",
        bool flag => flag ? "yes" : "no",
        _ => PrintableText.Say($"{value}"),
    };
}
