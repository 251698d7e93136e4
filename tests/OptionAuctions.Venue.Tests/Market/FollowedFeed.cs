using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Sessions;

namespace OptionAuctions.Venue.Tests.Market;

/// <summary>A market feed of some options, of which a code is followed under several TRs at once.</summary>
internal sealed class FollowedFeed(VenueOptions options)
{
    private readonly MarketFeed _feed = new(
        new MarketModel(options, new MarketConditions(options.Calls, options.StockCalls, Gap: null), new InstrumentBoard(options)));

    public DateTimeOffset? NextDue => _feed.NextDue;

    /// <summary>Follows expected executions and trades of an option.</summary>
    public void Follow(Instrument code, DateTimeOffset now) => Follow(code, now, "H0ZOANC0", "H0ZOCNT0");

    public void Follow(Instrument code, DateTimeOffset now, params ReadOnlySpan<string> trIds)
    {
        foreach (var trId in trIds) _feed.Follow(new RegistrationKey(trId, code), now);
    }

    public IReadOnlyList<Print> Take(DateTimeOffset due) => _feed.Take(due);
}
