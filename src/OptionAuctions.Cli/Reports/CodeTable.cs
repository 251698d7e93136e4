using Spectre.Console.Rendering;

namespace OptionAuctions.Cli.Reports;

/// <summary>The board as a table with a row for each code.</summary>
internal static class CodeTable
{
    private static readonly string[] OfTerms = ["name", "type", "strike", "expiry"]; // which only a master file knows

    private static readonly (string Title, int Width, bool AlignsLeft, int Rank, Func<BoardRow, DateTimeOffset, string> Text)[] Columns =
    [
        ("code", 9, true, 0, (row, _) => row.Code.ToString()),
        ("name", 8, true, 5, (row, _) => RowText.Name(row)),
        ("type", 4, true, 13, (row, _) => RowText.Kind(row)),
        ("strike", 7, false, 2, (row, _) => RowText.Strike(row)),
        ("expiry", 10, true, 6, (row, _) => RowText.Expiry(row)),
        ("time", 8, true, 11, (row, _) => RowText.Time(row)),
        ("expected", 8, false, 1, (row, _) => RowText.Expected(row)),
        ("change", 7, false, 3, (row, _) => RowText.Change(row)),
        ("rate", 7, false, 7, (row, _) => RowText.Rate(row)),
        ("low", 7, false, 9, (row, _) => RowText.Low(row)),
        ("high", 7, false, 9, (row, _) => RowText.High(row)),
        ("phase", 10, true, 4, (row, _) => RowText.Phase(row)),
        ("conv", 4, false, 8, RowText.Convergence),
        ("age", 5, false, 12, RowText.Age),
        ("rev", 4, false, 14, (row, _) => RowText.Revision(row)),
    ];

    /// <summary>Returns the lines of the table: the titles, and as many codes as fit.</summary>
    /// <param name="rows">The codes.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="width">Cells of a line.</param>
    /// <param name="height">Lines below the titles.</param>
    /// <returns>The lines, and the number of codes that are left out.</returns>
    public static (List<SegmentLine> Lines, int LeftOut) Lines(IReadOnlyList<BoardRow> rows, DateTimeOffset now, int width, int height)
    {
        var shown = rows.Take(height).ToArray();
        var known = rows.Any(row => row.Terms is not null) ? Columns : Columns.Where(column => !OfTerms.Contains(column.Title));
        var columns = known.Select(column => new GridColumn(
            column.Title, column.Width, column.AlignsLeft, column.Rank, [.. shown.Select(row => (column.Text(row, now), RowText.Colour(row)))]));
        return (TextGrid.Lines([.. columns], width), rows.Count - shown.Length);
    }
}
