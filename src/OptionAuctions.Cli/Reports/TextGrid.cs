using Spectre.Console;
using Spectre.Console.Rendering;

namespace OptionAuctions.Cli.Reports;

/// <summary>Lays columns out in a width: the most important ones that fit, none of them cut.</summary>
internal static class TextGrid
{
    private static readonly Style Title = new(decoration: Decoration.Underline);

    /// <summary>Returns a line of titles and a line for each row.</summary>
    /// <param name="columns">The columns, from left to right; at least one, and at least one row.</param>
    /// <param name="width">Cells of a line.</param>
    public static List<SegmentLine> Lines(IReadOnlyList<GridColumn> columns, int width)
    {
        var chosen = Choose([.. columns.Select(Widened)], width);
        var lines = new List<SegmentLine> { Line(chosen, column => (column.Title, Title)) };
        for (var row = 0; row < columns[0].Cells.Count; row++)
        {
            var index = row;
            lines.Add(Line(chosen, column => column.Cells[index]));
        }

        return lines;
    }

    private static GridColumn[] Choose(GridColumn[] columns, int width)
    {
        var ranks = columns.Select(column => column.Rank).Distinct().Order().ToArray();
        var kept = ranks.TakeWhile(rank => rank == 0 || columns.Where(column => column.Rank <= rank).Sum(column => column.Width + 1) - 1 <= width).ToHashSet();
        return [.. columns.Where(column => kept.Contains(column.Rank))];
    }

    private static GridColumn Widened(GridColumn column) => column with
    {
        Width = Math.Max(Math.Max(column.Width, column.Title.GetCellWidth()), column.Cells.Max(cell => cell.Text.GetCellWidth())),
    };

    private static SegmentLine Line(GridColumn[] columns, Func<GridColumn, (string Text, Style Style)> cell)
    {
        var line = new SegmentLine();
        foreach (var column in columns)
        {
            if (line.Count > 0) line.Add(new Segment(" "));
            var (text, style) = cell(column);
            var fitted = CellText.Fit(text, column.Width, column.AlignsLeft);
            line.Add(new Segment(fitted, style));
        }

        return line;
    }
}
