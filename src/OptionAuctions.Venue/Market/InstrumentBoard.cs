using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// The instruments that trade: option series, and with each its stock and the futures on that. A code that trades without being listed has terms made up
/// from its own letters.
/// </summary>
internal sealed class InstrumentBoard
{
    private const int MostMadeUp = 100_000;

    private readonly int _seed, _silentPercent;
    private readonly HashSet<Instrument>? _trading;
    private readonly HashSet<string> _stocks;
    private readonly Dictionary<Instrument, ListedSeries> _listed, _futures;
    private readonly Dictionary<Instrument, ListedSeries> _madeUp = [];
    private readonly UnderlyingPaths _paths;

    public InstrumentBoard(VenueOptions options)
    {
        (_seed, _silentPercent, _paths) = (options.Seed, options.SilentPercent, new UnderlyingPaths(options));
        _trading = options.Codes.Count == 0 ? null : [.. options.Codes];
        _listed = options.Listing.DistinctBy(s => s.Code).ToDictionary(s => s.Code);
        _futures = ListedFutures.Of(_listed.Values);
        var trading = _listed.Concat(_futures).Where(one => _trading?.Contains(one.Key) != false).Select(one => one.Value.Underlying.Symbol);
        _stocks = [.. trading, .. options.Codes.Select(code => code.ToString())];
    }

    /// <summary>Opens every stock so many percent from its previous close; <see langword="null"/> for what the options say.</summary>
    public void Open(double? gap) => _paths.Open(gap);

    /// <summary>Finds the option series of a code as it is on a day; <see langword="null"/> when it does not trade, or not any more.</summary>
    public SeriesToday? Find(Instrument code, DateOnly day)
    {
        if (_trading is not null && !_trading.Contains(code)) return null;
        if (_trading is null && !_listed.ContainsKey(code)) return null;
        var terms = TermsOf(code, day);
        return day > terms.LastTradingDay ? null : new SeriesToday(terms, PathOf(terms), day);
    }

    /// <summary>Finds a stock; <see langword="null"/> when neither it nor an option or a future on it trades.</summary>
    public LinearToday? FindStock(Instrument code, DateOnly day)
    {
        var symbol = code.ToString();
        return _stocks.Contains(symbol) ? LinearToday.Stock(code, _paths.Of(symbol, TermsOf(code, day).Strike), day) : null;
    }

    /// <summary>Finds a future; <see langword="null"/> when neither it nor its stock trades, or not any more.</summary>
    public LinearToday? FindFuture(Instrument code, DateOnly day)
    {
        var isListed = _futures.TryGetValue(code, out var terms);
        if (_trading?.Contains(code) != true && !(isListed && _stocks.Contains(terms!.Underlying.Symbol))) return null;
        terms ??= TermsOf(code, day);
        return day > terms.LastTradingDay ? null : LinearToday.Future(code, PathOf(terms), day, terms.LastTradingDay);
    }

    /// <summary>True when nobody bids for an option or a future on a day, so that it has no records.</summary>
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

    private UnderlyingPath PathOf(ListedSeries terms) => _paths.Of(terms.Underlying.Symbol, terms.Strike);

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
