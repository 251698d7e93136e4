using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Connection;
using OptionAuctions.Venue;
using Xunit.Abstractions;
using static OptionAuctions.Connection.ConnectionProtocol;

namespace OptionAuctions.Tests.Connection;

/// <summary>A line that says nothing, in virtual time.</summary>
public sealed class SilenceSpecs(ITestOutputHelper output)
    : Akka.TestKit.Xunit2.TestKit("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"", output: output), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private VenueServer _venue = null!;
    private TestProbe _supervisor = null!;

    public async Task InitializeAsync()
    {
        _venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, PingPongEvery = TimeSpan.FromHours(1) });
        _supervisor = CreateTestProbe();
        _supervisor.IgnoreMessages(message => message is Stands);
        var options = Some.Options(o => (o.WsUrl, o.ApprovalUrl, o.StableAfter) = (_venue.WebSocketUrl, _venue.ApprovalUrl, TimeSpan.FromHours(1)));
        Sys.ActorOf(FeedConnectionActor.Props(Some.Line(new FeedContext(options, Some.Meter(), _time)), _supervisor));
        await _supervisor.FishForMessageAsync(message => message is LifeBegan, Patience);
    }

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task After_a_minute_it_is_suspicious_and_after_110_seconds_it_is_closed_and_given_up()
    {
        await EventFilter.Warning(contains: "has heard nothing for 60 s").ExpectOneAsync(Patience, () =>
        {
            Pass(seconds: 60);
            return Task.CompletedTask;
        });

        Pass(seconds: 60);

        Assert.Equal("no frame for 120 s", (await _supervisor.ExpectMsgAsync<LifeEnded>(Patience)).Reason);
        Assert.Equal(1000, (await _venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience)).Sessions.Single().CloseCode);
    }

    [Theory]
    [InlineData(0, Quietness.Fine)]
    [InlineData(59.9, Quietness.Fine)]
    [InlineData(60, Quietness.Suspicious)]
    [InlineData(109.9, Quietness.Suspicious)]
    [InlineData(110, Quietness.Dead)]
    public void The_limits_are_inclusive(double seconds, object quietness) =>
        Assert.Equal(quietness, new Silence(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(110)).Of(TimeSpan.FromSeconds(seconds)));

    /// <summary>Time moves for the clock and for the actor's timers alike, in steps of theirs.</summary>
    private void Pass(int seconds)
    {
        for (var passed = 0; passed < seconds; passed += 15)
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(15));
        }
    }
}
