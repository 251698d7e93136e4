using Akka.Actor;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;

namespace OptionAuctions.Hosting.Tests;

/// <summary>
/// A venue whose market moves second by second, each when the feed has received what was sent in the one before: however busy the machine is, the
/// call is not over before the host has begun to follow it.
/// </summary>
internal sealed class SteppedVenue : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly VirtualClock _steps;

    private SteppedVenue(VenueServer server, VirtualClock steps) => (Server, _steps) = (server, steps);

    public VenueServer Server { get; }

    /// <summary>A venue where all that is listed trades, on 2026-11-23 at a time of day.</summary>
    public static async Task<SteppedVenue> StartAsync(TimeOnly startsAt)
    {
        var steps = new VirtualClock();
        var options = new VenueOptions { Codes = [], StartsAt = new DateTimeOffset(new DateOnly(2026, 11, 23), startsAt, MarketTime.Offset) };
        return new SteppedVenue(await VenueServer.StartAsync(options, steps), steps);
    }

    /// <summary>Lets so many seconds pass once a session has so many registrations.</summary>
    public async Task PassAsync(int seconds, int registrations, IActorRef feed)
    {
        await Server.WhenAsync(state => state.OpenSessions.Any(session => session.Registrations.Count == registrations)).WaitAsync(Patience);
        for (var second = 0; second < seconds; second++)
        {
            _steps.Advance(TimeSpan.FromSeconds(1));
            using var patience = new CancellationTokenSource(Patience);
            while ((await feed.Ask<FeedCounts>(AuctionProtocol.GetCounts.Instance, patience.Token)).Records < Server.State().Counters.RecordsSent)
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
