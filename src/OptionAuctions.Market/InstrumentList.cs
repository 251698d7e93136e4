using System.Collections.Frozen;
using System.Globalization;
using OptionAuctions.Market;

namespace OptionAuctions;

/// <summary>The list of options in one master file. Immutable; a new file is a new list.</summary>
public sealed class InstrumentList
{
    private readonly FrozenDictionary<Instrument, ListedSeries> _byCode;
    private readonly FrozenDictionary<(string Symbol, DateOnly Expiry), ListedFuture> _futures;

    private InstrumentList(MasterListing listing, DateTimeOffset? madeAt)
    {
        (Series, Refused, MadeAt) = ([.. listing.Series], [.. listing.Refused], madeAt);
        _byCode = Series.Count == 0 ? FrozenDictionary<Instrument, ListedSeries>.Empty : Series.DistinctBy(s => s.Code).ToFrozenDictionary(s => s.Code);
        Futures = [.. listing.Futures];
        _futures = Futures.Count == 0
            ? FrozenDictionary<(string, DateOnly), ListedFuture>.Empty
            : Futures.DistinctBy(f => (f.Underlying.Symbol, f.Expiry)).ToFrozenDictionary(f => (f.Underlying.Symbol, f.Expiry));
        Underlyings = Series.Select(s => s.Underlying).DistinctBy(u => u.Symbol, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(u => u.Symbol, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The empty list, of no file.</summary>
    public static InstrumentList Empty { get; } = new(new MasterListing([], []), madeAt: null);

    /// <summary>The options, in the file's order.</summary>
    public IReadOnlyList<ListedSeries> Series { get; }

    /// <summary>The single-stock futures, in the file's order.</summary>
    public IReadOnlyList<ListedFuture> Futures { get; }

    /// <summary>Number of options.</summary>
    public int Count => Series.Count;

    /// <summary>The underlyings of the options, by symbol.</summary>
    public IReadOnlyDictionary<string, Underlying> Underlyings { get; }

    /// <summary>Lines of the file that could not be read.</summary>
    public IReadOnlyList<RefusedLine> Refused { get; }

    /// <summary>When the file was written; <see langword="null"/> when that is unknown.</summary>
    public DateTimeOffset? MadeAt { get; }

    /// <summary>Reads the list of a file; its age is that of the file's last write.</summary>
    /// <param name="file">A <c>fo_stk_code_mts.mst</c>, unpacked.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static InstrumentList Load(string file) => new(MasterFile.Load(file), File.GetLastWriteTimeUtc(file));

    /// <summary>Creates the list of a master file that was read already.</summary>
    /// <param name="listing">The content of the master file.</param>
    /// <param name="madeAt">When it was made; <see langword="null"/> when that is unknown, and then no warning is given about its age.</param>
    public static InstrumentList Of(MasterListing listing, DateTimeOffset? madeAt) => new(listing, madeAt);

    /// <summary>Returns the terms of a code; <see langword="null"/> when it is not listed.</summary>
    public ListedSeries? Find(Instrument code) => _byCode.GetValueOrDefault(code);

    /// <summary>Returns the future on a stock that expires in a month; <see langword="null"/> when none is listed.</summary>
    /// <param name="underlying">The stock.</param>
    /// <param name="expiry">The first day of the month.</param>
    public ListedFuture? FindFuture(Underlying underlying, DateOnly expiry) => _futures.GetValueOrDefault((underlying.Symbol, expiry));

    /// <summary>Returns the underlying with this symbol or, when there is none, with this name, by <see cref="Underlying.IsCalled"/>.</summary>
    public Underlying? FindUnderlying(string symbolOrName) =>
        Underlyings.GetValueOrDefault(symbolOrName.Trim()) ?? Underlyings.Values.FirstOrDefault(underlying => underlying.IsCalled(symbolOrName));

    /// <summary>Selects the series of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="calendar">The calendar, which knows the last trading days.</param>
    /// <param name="today">The day, KST. A series that had its last trading day before is left out.</param>
    public SeriesSelection Select(SeriesQuery query, TradingCalendar calendar, DateOnly today) =>
        SeriesSelector.Select(this, query, calendar.ExpiryOf, today);

    /// <summary>Selects the series of a query, with last trading days of the caller's.</summary>
    /// <param name="query">The query.</param>
    /// <param name="expiryOf">Returns the last trading day of a year and month. Weekly series have that of <see cref="ListedSeries.LastTradingDay"/>.</param>
    /// <param name="today">The day, KST. A series that had its last trading day before is left out.</param>
    public SeriesSelection Select(SeriesQuery query, Func<int, int, DateOnly> expiryOf, DateOnly today) => SeriesSelector.Select(
        this, query, series => series.Week is null ? expiryOf(series.Expiry.Year, series.Expiry.Month) : series.LastTradingDay, today);

    /// <summary>Returns a warning about this list as a sentence; <see langword="null"/> when nothing is wrong.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="maxAge">Maximum age of the file. The venue makes one a day, and none on weekends.</param>
    public string? WarningOn(DateTimeOffset now, TimeSpan maxAge)
    {
        var warnings = new List<string>();
        if (MadeAt is { } madeAt && now - madeAt > maxAge)
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture, $"it was made {madeAt.ToOffset(MarketTime.Offset):yyyy-MM-dd HH:mm} KST, more than {AgeText(maxAge)} ago"));
        if (Count == 0 && this != Empty)
            warnings.Add("it lists no option");

        // Holidays are of no account: they move a last trading day by a day or two.
        var today = DateOnly.FromDateTime(now.ToOffset(MarketTime.Offset).DateTime);
        if (Count > 0 && Series.All(s => s.LastTradingDay < today))
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture, $"all of its {Count} series have expired, the last on {Series.Max(s => s.LastTradingDay):yyyy-MM-dd}"));
        if (RefusedLine.Summarize(Refused) is { } refused) warnings.Add(refused);
        return warnings.Count == 0 ? null : $"the master file is not as it should be: {string.Join("; ", warnings)}";
    }

    /// <summary>An age in hours below two days, and in days from there on.</summary>
    private static string AgeText(TimeSpan age) => string.Create(
        CultureInfo.InvariantCulture, $"{(age.TotalHours < 48 ? age.TotalHours : age.TotalDays):0.#} {(age.TotalHours < 48 ? "hours" : "days")}");
}
