using Akka.Actor;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Routing;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>Trades beside expected executions over one line, with a venue that has fewer slots than are wanted, and is cut.</summary>
public sealed class TradesSpecs(ITestOutputHelper output)
{
    private static readonly Instrument A = Data.Three[0], B = Data.Three[1];

    [Fact]
    public async Task Where_three_slots_are_for_two_codes_and_their_trades_one_of_the_trades_waits_in_every_life()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, MaxRegistrations = 3, ApprovalEvery = TimeSpan.Zero });
        await using var rig = FeedRig.Start(output, venue, [A, B]);
        rig.Feed.Tell(new RoutingProtocol.Register([Trades(A), Trades(B)], Priority: -1));

        for (var life = 1; life <= 2; life++)
        {
            var mark = life == 1 ? 0 : rig.Witness.Mark;
            if (life > 1) venue.AbortSessions();
            await StandsAsync(A, RegistrationStatus.Active, mark);
            await StandsAsync(B, RegistrationStatus.Active, mark);
            await StandsAsync(Trades(A), RegistrationStatus.Active, mark);
            if (life == 1) await StandsAsync(Trades(B), RegistrationStatus.Deferred, mark);

            // In any order: the trades are wanted by this test, the codes by the router, and either word may be the first to arrive.
            Assert.Equal(
                [("H0ZOANC0", A), ("H0ZOANC0", B), ("H0ZOCNT0", A)],
                venue.State().OpenSessions.Single().Registrations.Select(r => (r.TrId, r.Code)).OrderBy(r => (r.TrId, r.Code.ToString())));
        }

        await rig.DrainAsync();
        Assert.Equal(1, venue.State().Counters.AnswersByCode["OPSP0008"]); // the second connection knows what the first one learned

        Task StandsAsync(Topic topic, RegistrationStatus status, long since) => rig.Witness.WhenAsync<CodeRegistrationChanged>(
            c => (c.Code, c.Kind, c.Status) == (topic.Code, topic.Kind, status), since);
    }

    [Fact]
    public async Task Trades_that_nobody_registered_are_counted_and_cost_nothing_else()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, ApprovalEvery = TimeSpan.Zero });
        await using var rig = FeedRig.Start(output, venue, [A]);
        await rig.RegisteredAsync(A);

        await venue.SendAsync(Data.Trades([A, B]));
        await venue.SendAsync(Data.Message([A]));
        await rig.AppliedAsync(A, 1);

        var counts = await rig.DrainAsync();
        Assert.Equal((1, 2, 0), (counts.Applied, counts.Unrequested, counts.Refused));
        Assert.Equal((1, 0), (counts.SocketsOpened, rig.Last(A).Gaps));
    }

    private static Topic Trades(Instrument code) => new(code, RecordKind.Trade);
}
