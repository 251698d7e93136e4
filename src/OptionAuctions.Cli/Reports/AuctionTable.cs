using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OptionAuctions.Cli.Reports;

/// <summary>The board at one moment: a line with the status of the feed, a line of counts, and a row for each code, as many as fit the window.</summary>
internal sealed class AuctionTable(Board board, string venue, DateTimeOffset now, int height) : IRenderable
{
    // The line of the feed, that of the counts, that of the titles, that of the codes left out, and that of the cursor.
    private const int OtherLines = 5;

    private static readonly Style Title = new(decoration: Decoration.Underline);

    // Fixed widths, so that the columns keep their places while the values change; eighty together.
    private static readonly (string Title, int Width, bool AlignsLeft)[] Columns =
    [
        ("code", 9, true), ("time", 8, true), ("expected", 9, false), ("change", 9, false), ("rate", 8, false),
        ("phase", 14, true), ("conv", 4, false), ("age", 5, false), ("rev", 4, false),
    ];

    private readonly Rows _page = Page(board, venue, now, height);

    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)_page).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)_page).Render(options, maxWidth);

    private static Rows Page(Board board, string venue, DateTimeOffset now, int height)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var (title, width, alignsLeft) in Columns)
        {
            table.AddColumn(
                new TableColumn(new Text(title, Title)).Width(width).Padding(0, 0, 1, 0).Alignment(alignsLeft ? Justify.Left : Justify.Right));
        }

        var rows = Math.Max(1, height - OtherLines);
        foreach (var row in board.Rows.Take(rows))
            table.AddRow(Cells(row, now).Select(cell => new Text(cell, Colour(row)) { Overflow = Overflow.Ellipsis }));

        var counts = board.Counts;
        return new Rows(
            new Text(FormattableString.Invariant($"{venue}: {board.Feed}; {now:HH:mm:ss} KST")) { Overflow = Overflow.Ellipsis },
            new Text(FormattableString.Invariant(
                $"messages {counts.Messages}, records {counts.Records}, changes {counts.Delivered}, refused {counts.Refused}, gaps {board.Gaps}")),
            table,
            new Text(board.Rows.Count > rows ? $"and {board.Rows.Count - rows} more; a taller window shows them" : ""));
    }

    private static string[] Cells(in AuctionState row, DateTimeOffset now)
    {
        var latest = row.Latest;
        if (row.Revision == 0) return [row.Code.ToString(), "", "", "", "", State(row), "", "", ""];
        var (change, rate) = latest.Price.HasValue ? (latest.Change.ToString(), $"{latest.Rate}%") : ("", "");
        return
        [
            row.Code.ToString(), latest.Time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
            latest.Price.HasValue ? latest.Price.ToString() : "none", change, rate, State(row),
            row.Path.At(now).Convergence.ToString("0.00", CultureInfo.InvariantCulture), Age(row, now),
            row.Revision.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string State(in AuctionState row) =>
        row.Revision > 0 ? $"{row.Latest.Phase}/{(row.Stale is StaleReason.None or StaleReason.CallEnded ? DisplayNames.Of(row.Session.Phase) : "stale")}"
        : row.Registration.ToString().ToLowerInvariant();

    /// <summary>Returns the present age of the indication, by the venue's own time; by the receive time when the record has none.</summary>
    private static string Age(in AuctionState row, DateTimeOffset now)
    {
        var age = now - (row.PublishedAt ?? row.ReceivedAt);
        return age < TimeSpan.FromMinutes(2)
            ? FormattableString.Invariant($"{age.TotalSeconds:0.0}s")
            : FormattableString.Invariant($"{age.TotalMinutes:0}m");
    }

    // Red is up and blue is down, as on every Korean screen.
    private static Style Colour(in AuctionState row) =>
        row.Stale != StaleReason.None || row.Revision == 0 ? new Style(Color.Grey)
        : row.Latest.Sign.Factor > 0 ? new Style(Color.Red)
        : row.Latest.Sign.Factor < 0 ? new Style(Color.Blue)
        : Style.Plain;
}
