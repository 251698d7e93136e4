using OptionAuctions.Replay;
using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Venue;

namespace OptionAuctions.Hosting.Tests;

/// <summary>
/// A venue whose market moves second by second, each when the auctions have what was sent in the one before: however busy the machine is, the call is
/// not over before the host has begun to follow it.
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
    public async Task PassAsync(int seconds, int registrations, TestKitBase kit, IActorRef auctions)
    {
        await Server.WhenAsync(state => state.OpenSessions.Any(session => session.Registrations.Count == registrations)).WaitAsync(Patience);
        var (probe, revisions) = (kit.CreateTestProbe(), new Dictionary<Instrument, long>());
        auctions.Tell(new AuctionProtocol.Subscribe(probe));
        for (var second = 0; second < seconds; second++)
        {
            _steps.Advance(TimeSpan.FromSeconds(1));
            var sent = Server.State().OpenSessions.SelectMany(session => session.Registrations).Where(one => one.TrId == "H0ZOANC0").ToArray();
            while (sent.Any(one => revisions.GetValueOrDefault(one.Code) < one.RecordsSent)) await ReceiveAsync(probe, revisions);
        }

        auctions.Tell(new AuctionProtocol.Unsubscribe(probe)); // it acknowledges nothing more
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static async Task ReceiveAsync(TestProbe probe, Dictionary<Instrument, long> revisions)
    {
        var changes = await probe.ExpectMsgAsync<AuctionChanges>(Patience);
        foreach (var change in changes) revisions[change.Current.Code] = change.Current.Revision;
        probe.Reply(changes.Ack);
    }
}
