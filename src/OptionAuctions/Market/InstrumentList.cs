using System.Collections.Frozen;
using System.Globalization;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Market;

/// <summary>The options there are, as one master file says. Does not change; a new file is a new list.</summary>
public sealed class InstrumentList
{
    private readonly FrozenDictionary<OptionCode, ListedSeries> _byCode;

    private InstrumentList(MasterListing listing, DateTimeOffset? madeAt)
    {
        (Series, Refused, MadeAt) = ([.. listing.Series], [.. listing.Refused], madeAt);
        _byCode = Series.DistinctBy(s => s.Code).ToFrozenDictionary(s => s.Code);
        Underlyings = Series.Select(s => s.Underlying).DistinctBy(u => u.Symbol, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(u => u.Symbol, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>No options, of no file.</summary>
    public static InstrumentList Empty { get; } = new(new MasterListing([], []), madeAt: null);

    /// <summary>The options, in the file's order.</summary>
    public IReadOnlyList<ListedSeries> Series { get; }

    /// <summary>How many they are.</summary>
    public int Count => Series.Count;

    /// <summary>What they are written on, by symbol.</summary>
    public IReadOnlyDictionary<string, Underlying> Underlyings { get; }

    /// <summary>Lines of the file that could not be read.</summary>
    public IReadOnlyList<RefusedLine> Refused { get; }

    /// <summary>When the file was written; <see langword="null"/> when nobody knows.</summary>
    public DateTimeOffset? MadeAt { get; }

    /// <summary>The list of a file, as old as the file's last writing.</summary>
    /// <param name="file">A <c>fo_stk_code_mts.mst</c>, unpacked.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static InstrumentList Load(string file) => new(MasterFile.Load(file), File.GetLastWriteTimeUtc(file));

    /// <summary>The list of what was read already.</summary>
    /// <param name="listing">What a master file says.</param>
    /// <param name="madeAt">When it was made; <see langword="null"/> when nobody knows, and its age is never warned of.</param>
    public static InstrumentList Of(MasterListing listing, DateTimeOffset? madeAt) => new(listing, madeAt);

    /// <summary>The terms of a code; <see langword="null"/> when it is not listed.</summary>
    public ListedSeries? Find(OptionCode code) => _byCode.GetValueOrDefault(code);

    /// <summary>The underlying with this symbol or, when there is none, with this name; case does not matter.</summary>
    public Underlying? FindUnderlying(string symbolOrName) => Underlyings.GetValueOrDefault(symbolOrName.Trim())
        ?? Underlyings.Values.FirstOrDefault(u => u.Name.Equals(symbolOrName.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Answers a query.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="expiryOf">The last trading day of a year and month, which only the trading calendar knows.</param>
    /// <param name="today">The day, KST. A series that had its last trading day before is left out.</param>
    public SeriesSelection Select(SeriesQuery query, Func<int, int, DateOnly> expiryOf, DateOnly today) =>
        SeriesSelector.Select(this, query, expiryOf, today);

    /// <summary>What somebody who relies on this list should know; <see langword="null"/> when all is well.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="maxAge">How old the file may be. The venue makes one a day, and none on weekends.</param>
    public string? WarningOn(DateTimeOffset now, TimeSpan maxAge)
    {
        var said = new List<string>();
        if (MadeAt is { } madeAt && now - madeAt > maxAge)
            said.Add(string.Create(CultureInfo.InvariantCulture, $"it was made {madeAt.ToOffset(MarketTime.Offset):yyyy-MM-dd HH:mm} KST, more than {Words(maxAge)} ago"));
        if (Count == 0 && this != Empty)
            said.Add("it lists no option");

        // The second Thursday is the latest that a last trading day can be: holidays make it earlier.
        var today = DateOnly.FromDateTime(now.ToOffset(MarketTime.Offset).DateTime);
        if (Count > 0 && Series.All(s => s.LastTradingDay < today))
            said.Add(string.Create(CultureInfo.InvariantCulture, $"all of its {Count} series have expired, the last on {Series.Max(s => s.LastTradingDay):yyyy-MM-dd}"));
        if (Refused is [var first, ..])
            said.Add(string.Create(CultureInfo.InvariantCulture, $"lines that could not be read: {Refused.Count}, the first {first}"));
        return said.Count == 0 ? null : $"the master file is not as it should be: {string.Join("; ", said)}";
    }

    private static string Words(TimeSpan age) => string.Create(CultureInfo.InvariantCulture, $"{(age.TotalHours < 48 ? age.TotalHours : age.TotalDays):0.#} {(age.TotalHours < 48 ? "hours" : "days")}");
}
