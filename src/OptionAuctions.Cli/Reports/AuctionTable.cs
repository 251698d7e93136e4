using Spectre.Console.Rendering;

namespace OptionAuctions.Cli.Reports;

/// <summary>
/// The board at one moment, as a page that fits a terminal: a line with the time and the call, a line with the status of the feed, and a table.
/// </summary>
internal sealed class AuctionTable(Board board, string venue, DateTimeOffset now, int height) : IRenderable
{
    // The line of the time, that of the feed, that of the titles, that of the codes left out, and that of the cursor.
    private const int OtherLines = 5;

    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Lines(maxWidth).Take(Math.Max(1, height - 1)))
        {
            foreach (var segment in line) yield return segment;
            if (maxWidth > line.CellCount()) yield return Segment.Padding(maxWidth - line.CellCount());
            yield return Segment.LineBreak;
        }
    }

    private IEnumerable<SegmentLine> Lines(int width)
    {
        var counts = board.Counts;
        yield return Text(FormattableString.Invariant($"{now:HH:mm:ss} KST, {CallText.Countdown(CallTimes.AtOrAfter(board.Calendar, now), now)}"), width);
        yield return Text(FormattableString.Invariant(
            $"{venue}: {board.Feed}; messages {counts.Messages}, records {counts.Records}, refused {counts.Refused}, gaps {board.Gaps}"), width);

        var rows = Math.Max(1, height - OtherLines);
        var (lines, leftOut) = board.Chain?.Lines(now, width, Math.Max(2, rows)) ?? CodeTable.Lines(board.Rows, now, width, rows);
        foreach (var line in lines) yield return line;
        if (leftOut > 0) yield return Text(FormattableString.Invariant($"and {leftOut} more; a taller window shows them"), width);
    }

    private static SegmentLine Text(string text, int width) => [new Segment(CellText.Fit(text.ReplaceLineEndings(" "), width))];
}
