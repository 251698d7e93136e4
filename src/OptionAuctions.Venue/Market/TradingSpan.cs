namespace OptionAuctions.Venue.Market;

/// <summary>A span of continuous trading between two call auctions.</summary>
/// <param name="From">Time at which the call before it crosses.</param>
/// <param name="To">Time at which the next call begins.</param>
/// <param name="Phase">Phase code of the records in it.</param>
internal readonly record struct TradingSpan(TimeOnly From, TimeOnly To, string Phase)
{
    /// <summary>Returns the spans of a day, in order of time, none of them later than the last trade.</summary>
    public static IEnumerable<TradingSpan> Between(IReadOnlyList<CallWindow> calls, TimeOnly lastTrade)
    {
        for (var i = 1; i < calls.Count; i++)
        {
            var (from, to) = (calls[i - 1].End, calls[i].From < lastTrade ? calls[i].From : lastTrade);
            if (from < to) yield return new TradingSpan(from, to, calls[i - 1].EndedPhase);
        }
    }
}
