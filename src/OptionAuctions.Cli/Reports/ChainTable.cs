using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OptionAuctions.Cli.Reports;

/// <summary>The board as an option chain: strikes down the middle, calls left of them, puts right, and a heading for each expiry.</summary>
internal sealed class ChainTable
{
    private static readonly string[] OfChain = ["delta", "vol%"]; // which only a chain answers

    private static readonly (string Title, int Width, int Rank, Func<BoardRow, DateTimeOffset, string> Text)[] FromTheStrikeOutwards =
    [
        ("expected", 8, 1, (row, _) => row.State.Revision > 0 ? RowText.Expected(row) : RowText.Phase(row)), // why there is no price yet
        ("change", 7, 2, (row, _) => RowText.Change(row)),
        ("delta", 5, 3, (row, _) => RowText.Delta(row)),
        ("vol%", 5, 4, (row, _) => RowText.Volatility(row)),
        ("conv", 4, 3, RowText.Convergence),
        ("rate", 7, 4, (row, _) => RowText.Rate(row)),
        ("high", 7, 5, (row, _) => RowText.High(row)),
        ("low", 7, 5, (row, _) => RowText.Low(row)),
        ("age", 5, 6, RowText.Age),
        ("time", 8, 7, (row, _) => RowText.Time(row)),
        ("code", 9, 0, (row, _) => row.Code.ToString()),
    ];

    private readonly Underlying _underlying;
    private readonly (DateOnly Expiry, ChainPair[] Pairs)[] _expiries;
    private readonly IReadOnlyDictionary<DateOnly, string> _headings;

    private ChainTable(IReadOnlyList<BoardRow> rows, IReadOnlyDictionary<DateOnly, string> headings)
    {
        _headings = headings;
        _underlying = rows[0].Terms!.Underlying;
        _expiries =
        [
            .. from row in rows
               group row by row.LastTradingDay!.Value into expiry
               orderby expiry.Key
               select (expiry.Key, ChainPair.Of(expiry)),
        ];
    }

    /// <summary>Creates the chain of codes; <see langword="null"/> when they are not calls and puts of one stock, with known terms.</summary>
    /// <param name="rows">The codes.</param>
    /// <param name="headings">The prices of the underlying by expiry, as far as they are known.</param>
    public static ChainTable? Of(IReadOnlyList<BoardRow> rows, IReadOnlyDictionary<DateOnly, string> headings) =>
        rows.Count > 0 && rows.All(row => row is { Terms: not null, LastTradingDay: not null })
            && rows.Select(row => row.Terms!.Underlying.Symbol).Distinct().Count() == 1
            && rows.Select(row => row.Terms!.IsCall).Distinct().Count() == 2
            ? new ChainTable(rows, headings)
            : null;

    /// <summary>Returns the lines of the chain: the titles, then the headings and the strikes, as many as fit.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="width">Cells of a line.</param>
    /// <param name="height">Lines below the titles.</param>
    /// <returns>The lines, and the number of codes that are left out.</returns>
    public (List<SegmentLine> Lines, int LeftOut) Lines(DateTimeOffset now, int width, int height)
    {
        var pairs = _expiries.SelectMany(expiry => expiry.Pairs).ToArray();
        var columns = _headings.Count > 0 ? FromTheStrikeOutwards : [.. FromTheStrikeOutwards.Where(column => !OfChain.Contains(column.Title))];
        var calls = columns.Reverse().Select(column => Column(column, pair => pair.Call, pairs, now));
        var strikes = new GridColumn(
            "calls | puts", 9, AlignsLeft: false, Rank: 0, [.. pairs.Select(pair => (Centred(pair.Strike), new Style(decoration: Decoration.Bold)))]);
        var puts = columns.Select(column => Column(column, pair => pair.Put, pairs, now));
        var grid = TextGrid.Lines([.. calls, strikes, .. puts], width);

        var lines = new List<SegmentLine> { grid[0] };
        var (row, left) = (0, height);
        foreach (var (expiry, ofExpiry) in _expiries)
        {
            if (left < 2) break; // a heading and a strike
            lines.Add([new Segment(CellText.Fit(Heading(expiry, now), width))]);
            var shown = Math.Min(ofExpiry.Length, left - 1);
            lines.AddRange(grid.GetRange(1 + row, shown));
            (row, left) = (row + shown, left - 1 - shown);
        }

        return (lines, pairs.Skip(row).Sum(pair => pair.Codes));
    }

    private static GridColumn Column(
        (string Title, int Width, int Rank, Func<BoardRow, DateTimeOffset, string> Text) column, Func<ChainPair, BoardRow?> side, ChainPair[] pairs,
        DateTimeOffset now) =>
        new(column.Title, column.Width, AlignsLeft: column.Rank == 0, column.Rank,
            [.. pairs.Select(pair => side(pair) is { } row ? (column.Text(row, now), RowText.Colour(row)) : ("", Style.Plain))]);

    private static string Centred(string strike) => strike + new string(' ', Math.Max(0, ("calls | puts".Length - strike.Length) / 2));

    private string Heading(DateOnly expiry, DateTimeOffset now)
    {
        var days = expiry.DayNumber - DateOnly.FromDateTime(now.DateTime).DayNumber;
        var prices = _headings.TryGetValue(expiry, out var known) ? $"; {known}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{_underlying.Name} {_underlying.Symbol}, last trading day {expiry:yyyy-MM-dd}, in {days} days{prices}");
    }
}
