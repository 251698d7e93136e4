using OptionAuctions.Replay;
using Akka.Actor;
using Xunit;

namespace OptionAuctions.TestKit;

/// <summary>
/// The assertion that a feed with a connection has accounted for everything it received. A harness has its own:
/// <see cref="AuctionHarness.IdentityHoldsAsync"/>.
/// </summary>
public static class FeedIdentity
{
    /// <summary>
    /// Drains a feed, which closes its connection, and asserts the conservation identity. Subscribers have to acknowledge what is still delivered
    /// to them: probes with <see cref="Demand.ByHand"/> do not.
    /// </summary>
    /// <param name="feed">The feed, for example from <c>IRequiredActor&lt;AuctionSupervisor&gt;</c>.</param>
    /// <returns>The final counts.</returns>
    public static async Task<FeedCounts> HoldsAsync(IActorRef feed)
    {
        Assert.True(await AuctionFeed.DrainAsync(feed, Quiescence.Patience), "the feed was not drained in time: does a subscriber not acknowledge?");
        var counts = await feed.Ask<FeedCounts>(AuctionProtocol.GetCounts.Instance, Quiescence.Patience);
        Assert.Equal("holds", counts.Identity);
        return counts;
    }
}
