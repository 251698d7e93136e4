using Akka.Actor;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Feed;
using OptionAuctions.Venue;
using Xunit.Abstractions;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Feed;

/// <summary>A line that says nothing, in virtual time.</summary>
public sealed class IdleTimeoutsSpecs(ITestOutputHelper output)
    : Akka.TestKit.Xunit2.TestKit(output: output), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private VenueServer _venue = null!;
    private TestProbe _supervisor = null!;
    private IActorRef _connection = ActorRefs.Nobody;

    public async Task InitializeAsync()
    {
        _venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, PingPongEvery = TimeSpan.FromHours(1) });
        _supervisor = CreateTestProbe();
        _supervisor.IgnoreMessages(message => message is StateChanged);
        var options = Some.Options(o => (o.WsUrl, o.ApprovalUrl, o.Dialing.StableAfter) = (_venue.WebSocketUrl, _venue.ApprovalUrl, TimeSpan.FromHours(1)));
        Sys.ActorOf(FeedConnectionActor.Props(Some.Session(Some.Feed(options, _time)), _supervisor));
        _connection = ((ConnectionOpened)await _supervisor.FishForMessageAsync(message => message is ConnectionOpened, Patience)).Connection;
    }

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task After_a_minute_it_is_suspicious_and_after_110_seconds_it_is_closed_and_given_up()
    {
        await EventFilter.Warning(contains: "has heard nothing for 60 s").ExpectOneAsync(Patience, () => PassAsync(seconds: 60));

        await PassAsync(seconds: 60);

        Assert.Equal("no frame for 120 s", (await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience)).Reason);
        Assert.Equal(1000, (await _venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience)).Sessions.Single().CloseCode);
    }

    [Theory]
    [InlineData(0, Liveness.Fine)]
    [InlineData(59.9, Liveness.Fine)]
    [InlineData(60, Liveness.Suspicious)]
    [InlineData(109.9, Liveness.Suspicious)]
    [InlineData(110, Liveness.Dead)]
    public void The_limits_are_inclusive(double seconds, object quietness) =>
        Assert.Equal(quietness, new IdleTimeouts(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(110)).Of(TimeSpan.FromSeconds(seconds)));

    /// <summary>Time moves in steps of the actor's checks, each of which is over before the next.</summary>
    private async Task PassAsync(int seconds)
    {
        for (var passed = 0; passed < seconds; passed += 15)
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            await _connection.Ask<ActorIdentity>(new Identify(0), Patience);
        }
    }
}
