namespace OptionAuctions.History;

/// <summary>
/// Turns changes of auctions into one summary for each call. No actor and no clock: the same changes give the same summaries. Not for several threads.
/// </summary>
/// <remarks>
/// A summary is given when its call is over and the final price is known, the trading phase after the cross has begun, or the next call has; and once more
/// if something of it changes afterwards, as when a trade gives the final price late. <see cref="Flush"/> gives what has not been given.
/// </remarks>
/// <param name="terms">Returns the terms of an instrument, or <see langword="null"/>; see <see cref="InstrumentTerms.Lookup"/>.</param>
/// <param name="source">The source: the name of a recording, or <see cref="Live"/>.</param>
/// <param name="calendar">Says which call it is when the changes do not, since they began after it. Default: the shipped one.</param>
public sealed class AuctionHistoryCollector(Func<Instrument, InstrumentTerms?> terms, string source, TradingCalendar? calendar = null)
{
    /// <summary>The source of a summary of a feed while it runs.</summary>
    public const string Live = "live";

    private readonly TradingCalendar _calendar = calendar ?? TradingCalendar.BuiltIn;
    private readonly Dictionary<Instrument, FollowedCalls> _byCode = [];

    /// <summary>Adds a change.</summary>
    /// <returns>The summaries that are finished by it; mostly none.</returns>
    public IReadOnlyList<CallSummary> Add(in AuctionChanged change)
    {
        ref readonly var auction = ref change.Current;
        if (!_byCode.TryGetValue(auction.Code, out var calls))
            _byCode.Add(auction.Code, calls = new FollowedCalls(auction.Code, terms(auction.Code), source, _calendar));
        return calls.Add(auction);
    }

    /// <summary>Returns the summaries of all calls that are not finished, as they are now, in the order of their codes.</summary>
    public IReadOnlyList<CallSummary> Flush() =>
        [.. _byCode.Values.Select(calls => calls.Flush()).OfType<CallSummary>().OrderBy(summary => $"{summary.Code}", StringComparer.Ordinal)];
}
