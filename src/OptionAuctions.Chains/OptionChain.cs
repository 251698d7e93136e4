using System.Collections.Frozen;

namespace OptionAuctions.Chains;

/// <summary>The chain of options on one underlying that expire together. Immutable.</summary>
public sealed class OptionChain
{
    private readonly FrozenDictionary<Instrument, ChainSeries> _byCode;
    private readonly FrozenDictionary<double, int> _rows;

    /// <summary>Creates a chain of series, in any order; a strike may have a call, a put or both.</summary>
    /// <param name="underlying">Symbol of the underlying, for example <c>005930</c>. It is kept as given.</param>
    /// <param name="expiry">Last trading day, KST.</param>
    /// <param name="series">The options.</param>
    /// <exception cref="ArgumentException">
    /// A code or a place in the ladder occurs twice, a code is empty, or a strike is not above 0.
    /// </exception>
    public OptionChain(string underlying, DateOnly expiry, IEnumerable<ChainSeries> series)
    {
        (Underlying, Expiry, Series) = (underlying, expiry, [.. series.OrderBy(s => s.Strike).ThenByDescending(s => s.IsCall)]);
        foreach (var s in Series)
        {
            if (s.Code.IsNone || s.Strike is not (> 0 and < double.PositiveInfinity))
                throw new ArgumentException($"a series needs a code and a strike above 0: {s}", nameof(series));
        }

        if (Series.GroupBy(s => s.Code).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new ArgumentException($"{twice.Key} is in the chain twice", nameof(series));
        if (Series.GroupBy(s => (s.Strike, s.IsCall)).FirstOrDefault(g => g.Skip(1).Any()) is { } place)
            throw new ArgumentException($"{string.Join(" and ", place.Select(s => s.Code))} are the same option", nameof(series));

        Strikes = [.. Series.Select(s => s.Strike).Distinct()];
        Codes = [.. Series.Select(s => s.Code)];
        _byCode = Series.ToFrozenDictionary(s => s.Code);
        _rows = Strikes.Index().ToFrozenDictionary(at => at.Item, at => at.Index);
    }

    /// <summary>Symbol of the underlying.</summary>
    public string Underlying { get; }

    /// <summary>Last trading day, KST.</summary>
    public DateOnly Expiry { get; }

    /// <summary>
    /// Shares a contract, by which a value per share becomes one per contract; <see langword="null"/> when it is not known. All options of a chain have
    /// the same. Source: <see cref="ListedSeries.Multiplier"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, or above <see cref="ContractSize.Max"/>.</exception>
    public double? Multiplier
    {
        get;
        init
        {
            _ = ContractSize.Of(value);
            field = value;
        }
    }

    /// <summary>The share, where its auction gives the spot; default when the spot is given otherwise.</summary>
    public Instrument Stock { get; init; }

    /// <summary>The future that expires with the options, where its auction gives its price; default when it is given otherwise.</summary>
    public Instrument Future { get; init; }

    /// <summary>Share and future, as far as the chain names them.</summary>
    internal IEnumerable<Instrument> Beside => new[] { Stock, Future }.Where(code => !code.IsNone);

    /// <summary>The options, by strike, the call before the put.</summary>
    public IReadOnlyList<ChainSeries> Series { get; }

    /// <summary>Each strike once, won, in ascending order: the rows of the ladder.</summary>
    public IReadOnlyList<double> Strikes { get; }

    /// <summary>The options' codes, in the order of <see cref="Series"/>.</summary>
    public IReadOnlyList<Instrument> Codes { get; }

    /// <summary>True for the code of an option, of the share or of the future.</summary>
    internal bool Has(Instrument code) => _byCode.ContainsKey(code) || (!code.IsNone && (code == Stock || code == Future));

    /// <summary>Finds the place of a code in the ladder.</summary>
    /// <returns>False for a code of another chain.</returns>
    internal bool TryPlace(Instrument code, out int row, out bool isCall)
    {
        var known = _byCode.TryGetValue(code, out var series);
        (row, isCall) = known ? (_rows[series.Strike], series.IsCall) : (-1, false);
        return known;
    }
}
