namespace OptionAuctions.Cli.Reports;

/// <summary>Call and put of one strike and one expiry; one of them can be missing.</summary>
internal sealed record ChainPair(string Strike, BoardRow? Call, BoardRow? Put)
{
    /// <summary>Number of codes.</summary>
    public int Codes => (Call is null ? 0 : 1) + (Put is null ? 0 : 1);

    /// <summary>Pairs the codes of one expiry, by strike. Codes of one strike and different contract sizes have pairs of their own.</summary>
    public static ChainPair[] Of(IEnumerable<BoardRow> rows) =>
    [
        .. from row in rows
           group row by (row.Terms!.Strike, row.Terms.Multiplier) into strike
           orderby strike.Key
           let calls = strike.Where(row => row.Terms!.IsCall).ToArray()
           let puts = strike.Where(row => !row.Terms!.IsCall).ToArray()
           from index in Enumerable.Range(0, Math.Max(calls.Length, puts.Length))
           select new ChainPair(RowText.Strike(strike.First()), calls.ElementAtOrDefault(index), puts.ElementAtOrDefault(index)),
    ];
}
