using Spectre.Console;
using Spectre.Console.Rendering;

namespace OptionAuctions.Cli.Reports;

/// <summary>Text in the cells of a terminal, of which a Korean character takes two.</summary>
internal static class CellText
{
    private const string Ellipsis = "…";

    /// <summary>Returns a text of exactly so many cells: padded, or cut with an ellipsis.</summary>
    public static string Fit(string text, int width, bool alignsLeft = true)
    {
        if (text.GetCellWidth() > width) text = Cut(text, width);
        var padding = new string(' ', width - text.GetCellWidth());
        return alignsLeft ? text + padding : padding + text;
    }

    private static string Cut(string text, int width) => width < 1 ? "" : Segment.Truncate(new Segment(text), width - 1)?.Text + Ellipsis;
}
