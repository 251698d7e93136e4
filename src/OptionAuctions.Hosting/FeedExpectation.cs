using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Hosting;

/// <summary>When data is to be expected of a feed.</summary>
/// <param name="Calendar">Says when the exchange publishes.</param>
/// <param name="LastTradingDay">The day behind which none of the followed series trades; <see langword="null"/> when that is not known of one.</param>
/// <param name="Began">When the feed began, KST: it cannot have heard anything before.</param>
/// <param name="StaleAfter">Silence that is too long.</param>
internal sealed record FeedExpectation(TradingCalendar Calendar, DateOnly? LastTradingDay, DateTimeOffset Began, TimeSpan StaleAfter)
{
    /// <summary>For a feed on the codes of these options.</summary>
    public static FeedExpectation Of(FeedOptions options, ReferenceData reference, DateTimeOffset began)
    {
        var last = options.Codes.Select(code => reference.LastTradingDay(new OptionCode(code))).ToArray();
        return new FeedExpectation(reference.Calendar, last.Contains(null) ? null : last.Max(), began, options.DataStaleAfter);
    }

    /// <summary>Where the session of the longest-lived series stands.</summary>
    public SessionState SessionAt(DateTimeOffset now) => Calendar.SegmentAt(now, LastTradingDay).State;

    /// <summary>Since when data is missing; <see langword="null"/> while nothing is wrong, as always when the exchange does not publish.</summary>
    /// <param name="now">Now, KST.</param>
    /// <param name="heard">When data last came, KST, if ever.</param>
    public DateTimeOffset? MissingSince(DateTimeOffset now, DateTimeOffset? heard)
    {
        if (PublishedSince(now) is not { } since) return null;
        if (Began > since) since = Began;
        if (heard > since) since = heard.Value;
        return now - since >= StaleAfter ? since : null;
    }

    /// <summary>The minute without cancelling goes on publishing, so the silence before it counts.</summary>
    private DateTimeOffset? PublishedSince(DateTimeOffset now)
    {
        DateTimeOffset? since = null;
        var segment = Calendar.SegmentAt(now, LastTradingDay);
        while (segment.State.Phase is AuctionPhase.Indicative or AuctionPhase.NoCancel)
        {
            since = segment.From;
            segment = Calendar.SegmentAt(segment.From.AddTicks(-1), LastTradingDay);
        }

        return since;
    }
}
