namespace OptionAuctions.Chains;

/// <summary>Creates chains from the series that the master file lists.</summary>
public static class OptionChains
{
    /// <summary>
    /// Returns the chains of an underlying that have not expired, monthly and weekly, the nearest first. Contracts of another multiplier, as after a
    /// corporate action, are another chain: their prices cannot be compared. A chain names its share, and a monthly one the future of its month where the file
    /// lists one.
    /// </summary>
    /// <param name="reference">The instruments, and the calendar of their last trading days.</param>
    /// <param name="underlying">Symbol or name, for example <c>005930</c>.</param>
    /// <param name="today">The day, KST.</param>
    /// <returns>No chains when the underlying is not listed.</returns>
    /// <exception cref="ArgumentException">The file lists one strike of an expiry twice.</exception>
    public static IReadOnlyList<OptionChain> Of(ReferenceData reference, string underlying, DateOnly today)
    {
        if (reference.Instruments.FindUnderlying(underlying) is not { } listed) return [];
        return
        [
            .. from series in reference.Instruments.Series
               where series.Underlying.Symbol == listed.Symbol
               let expiry = reference.Calendar.ExpiryOf(series)
               where expiry >= today
               group series by (Expiry: expiry, IsWeekly: series.Week is not null, series.Multiplier) into chain
               orderby chain.Key
               select new OptionChain(listed.Symbol, chain.Key.Expiry, chain.Select(s => new ChainSeries(s.Code, s.IsCall, (double)s.Strike)))
               {
                   Multiplier = (double?)chain.Key.Multiplier,
                   Stock = Instrument.TryParse(listed.Symbol, out var stock) ? stock : default,
                   Future = chain.Key.IsWeekly ? default : FutureOf(reference, listed, chain.First().Expiry),
               },
        ];

        static Instrument FutureOf(ReferenceData reference, Underlying underlying, DateOnly month) =>
            reference.Instruments.FindFuture(underlying, month)?.Code ?? default;
    }
}
