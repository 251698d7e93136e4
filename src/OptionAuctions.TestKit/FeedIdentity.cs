using Akka.Actor;
using OptionAuctions.Connection;
using OptionAuctions.Telemetry;
using Xunit;

namespace OptionAuctions.TestKit;

/// <summary>That nothing is unaccounted for, of a feed with a connection. A harness has its own: <see cref="AuctionHarness.IdentityHoldsAsync"/>.</summary>
public static class FeedIdentity
{
    /// <summary>
    /// Drains a feed, which closes its connection, and asserts the conservation identity. Subscribers have to acknowledge what they are
    /// still told: probes that grant by hand do not.
    /// </summary>
    /// <param name="feed">The feed, for example from <c>IRequiredActor&lt;FeedSupervisor&gt;</c>.</param>
    /// <returns>What was counted.</returns>
    public static async Task<FeedCounts> HoldsAsync(IActorRef feed)
    {
        await feed.Ask<FeedProtocol.Drained>(FeedProtocol.Drain.Instance, Settling.Patience);
        var counts = await feed.Ask<FeedCounts>(FeedProtocol.GetCounts.Instance, Settling.Patience);
        Assert.Equal("holds", counts.Identity);
        return counts;
    }
}
