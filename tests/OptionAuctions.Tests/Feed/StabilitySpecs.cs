using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Feed;
using OptionAuctions.Feed.Registrations;
using OptionAuctions.Venue;
using Xunit.Abstractions;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Feed;

/// <summary>When a life counts as good, in virtual time: its parent is the back-off, and only a reset makes that forget.</summary>
public sealed class StabilitySpecs(ITestOutputHelper output)
    : Akka.TestKit.Xunit2.TestKit(output: output), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private VenueServer _venue = null!;
    private TestProbe _backOff = null!;
    private TestProbe _line = null!;

    public async Task InitializeAsync()
    {
        _venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        (_backOff, _line) = (CreateTestProbe("back-off"), CreateTestProbe("line"));
        _line.IgnoreMessages(message => message is StateChanged or Started);
        var options = Some.Options(o => (o.WsUrl, o.ApprovalUrl, o.Dialing.StableAfter) = (_venue.WebSocketUrl, _venue.ApprovalUrl, TimeSpan.FromSeconds(60)));
        _backOff.ChildActorOf(FeedConnectionActor.Props(Some.Session(Some.Feed(options, _time)), _line));
    }

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task A_life_is_good_after_a_minute_in_which_the_venue_answered()
    {
        var connection = (await _line.ExpectMsgAsync<ConnectionOpened>(Patience)).Connection;
        connection.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)), _line);
        await _line.ExpectMsgAsync<Answered>(Patience);

        Pass(59);
        await connection.Ask<ActorIdentity>(new Identify(0), Patience);
        await _backOff.ExpectNoMsgAsync(TimeSpan.Zero);
        Pass(1);

        await _backOff.ExpectMsgAsync<BackoffSupervisor.Reset>(Patience);
    }

    [Fact]
    public async Task A_life_in_which_the_venue_said_nothing_is_not()
    {
        var connection = (await _line.ExpectMsgAsync<ConnectionOpened>(Patience)).Connection;

        Pass(61);
        await connection.Ask<ActorIdentity>(new Identify(0), Patience);

        await _backOff.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
