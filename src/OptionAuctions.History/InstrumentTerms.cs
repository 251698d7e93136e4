namespace OptionAuctions.History;

/// <summary>The terms of an instrument: what it is written on and, of an option, strike, expiry and side.</summary>
/// <param name="Underlying">Symbol of the stock, six digits.</param>
/// <param name="Name">Name of the stock, Hangul composed (NFC).</param>
/// <param name="Strike">Won per share; <see langword="null"/> when the instrument is no option.</param>
/// <param name="Expiry">Last trading day; <see langword="null"/> of a stock, and when only the month is known.</param>
/// <param name="IsCall">True for a call, false for a put; <see langword="null"/> when the instrument is no option.</param>
public sealed record InstrumentTerms(string Underlying, string Name, decimal? Strike, DateOnly? Expiry, bool? IsCall)
{
    /// <summary>Returns a lookup of the options, futures and stocks of a list of instruments; it returns <see langword="null"/> for any other code.</summary>
    /// <param name="reference">The list, and the calendar for the last trading days.</param>
    public static Func<Instrument, InstrumentTerms?> Lookup(ReferenceData reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var list = reference.Instruments;
        var futures = list.Futures.DistinctBy(future => future.Code).ToDictionary(future => future.Code);
        return code =>
        {
            if (list.Find(code) is { } series)
                return new(series.Underlying.Symbol, Composed(series.Underlying), series.Strike, reference.LastTradingDay(code), series.IsCall);
            if (futures.TryGetValue(code, out var future))
                return new(future.Underlying.Symbol, Composed(future.Underlying), null, ExpiryOf(future), null);
            return list.Underlyings.TryGetValue($"{code}", out var stock) ? new(stock.Symbol, Composed(stock), null, null, null) : null;
        };

        DateOnly ExpiryOf(ListedFuture future) => reference.Calendar.ExpiryOf(future.Expiry.Year, future.Expiry.Month);
    }

    private static string Composed(Underlying stock) => HangulText.Compose(stock.Name);
}
