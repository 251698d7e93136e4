using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// The option series that trade. The master file has no prices: a stock's price is assumed near the strike that the file marks as at
/// the money. A code that trades without being listed has terms made up from its own letters.
/// </summary>
internal sealed class InstrumentBoard
{
    private const int MostMadeUp = 100_000;

    private readonly int _seed, _silentPercent;
    private readonly HashSet<Instrument>? _trading;
    private readonly Dictionary<Instrument, ListedSeries> _listed;
    private readonly Dictionary<Instrument, ListedSeries> _madeUp = [];
    private readonly Dictionary<string, decimal> _atTheMoney = [];
    private readonly Dictionary<string, UnderlyingPath> _paths = [];

    public InstrumentBoard(VenueOptions options)
    {
        (_seed, _silentPercent) = (options.Seed, options.SilentPercent);
        _trading = options.Codes.Count == 0 ? null : [.. options.Codes];
        _listed = options.Listing.DistinctBy(s => s.Code).ToDictionary(s => s.Code);
        foreach (var series in options.Listing.Where(s => s.Moneyness == Moneyness.At))
            _atTheMoney.TryAdd(series.Underlying.Symbol, series.Strike);
    }

    /// <summary>Finds the series of a code as it is on a day; <see langword="null"/> when it does not trade, or not any more.</summary>
    public SeriesToday? Find(Instrument code, DateOnly day)
    {
        if (_trading is not null && !_trading.Contains(code)) return null;
        if (_trading is null && !_listed.ContainsKey(code)) return null;
        var terms = TermsOf(code, day);
        return day > terms.LastTradingDay ? null : new SeriesToday(terms, PathOf(terms), day);
    }

    /// <summary>True when nobody bids for a series on a day, so that it has no records.</summary>
    public bool IsSilent(Instrument code, DateOnly day) =>
        SeededRandom.For(_seed, "silent", code.ToString(), day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)).Below(100) < _silentPercent;

    /// <summary>Returns the series of any code, traded or not.</summary>
    public SeriesToday Imagine(Instrument code, DateOnly day)
    {
        var terms = TermsOf(code, day);
        return new SeriesToday(terms, PathOf(terms), day);
    }

    private ListedSeries TermsOf(Instrument code, DateOnly day)
    {
        if (_listed.TryGetValue(code, out var terms) || _madeUp.TryGetValue(code, out terms)) return terms;
        if (_madeUp.Count >= MostMadeUp) _madeUp.Clear();
        return _madeUp[code] = MadeUp(code, day);
    }

    private UnderlyingPath PathOf(ListedSeries terms)
    {
        var symbol = terms.Underlying.Symbol;
        if (_paths.TryGetValue(symbol, out var known)) return known;
        var dice = SeededRandom.For(_seed, "underlying", symbol);
        var close = (double)_atTheMoney.GetValueOrDefault(symbol, terms.Strike) * (0.99 + (0.02 * dice.Unit()));
        return _paths[symbol] = new UnderlyingPath(_seed, symbol, close, 0.25 + (0.35 * dice.Unit()));
    }

    private ListedSeries MadeUp(Instrument code, DateOnly day)
    {
        var text = code.ToString();
        var dice = SeededRandom.For(_seed, "made up", text);
        var expiry = new DateOnly(day.Year, day.Month, 1).AddMonths(1 + dice.Below(3));
        var strike = 1_000 * (20 + dice.Below(200));
        var underlying = new Underlying(text[..Math.Min(3, text.Length)], text.ToLower(CultureInfo.InvariantCulture), text);
        return new ListedSeries(code, StandardCode.Of(code), text[0] is not ('C' or '3'), underlying, expiry, strike, 10, Moneyness.At, 1);
    }
}
