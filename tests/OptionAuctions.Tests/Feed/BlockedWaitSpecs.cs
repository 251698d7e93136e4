using OptionAuctions.Replay;
using System.Text;
using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Feed;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Venue;
using Xunit.Abstractions;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Feed;

/// <summary>The waits of a session that does not dial, on a machine whose clock is set, or which sleeps, meanwhile.</summary>
public sealed class BlockedWaitSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Wait = TimeSpan.FromSeconds(100), Look = TimeSpan.FromSeconds(15);
    private readonly VirtualClock _time = new();
    private VenueServer _venue = null!;
    private TestProbe _session = null!;
    private AppKeySessionContext _context = null!;

    public async Task InitializeAsync()
    {
        _venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        _session = CreateTestProbe("session");
        _session.IgnoreMessages(message => message is StateChanged or Started or ConnectionEnded or Answered);
        _context = Context(new DialBudget(4, 20));
    }

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task A_machine_that_slept_through_the_wait_for_the_slot_dials_within_seconds()
    {
        var (connection, blocked) = await SlotHeldAsync();
        Watch(connection);

        _time.SetWallClock(blocked.Until!.Value.AddHours(8));
        _time.Advance(Look);

        await ExpectTerminatedAsync(connection, Patience); // the next connection begins
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_make_the_wait_for_the_slot_longer_and_the_new_end_is_told()
    {
        var (connection, blocked) = await SlotHeldAsync();
        Assert.Equal(_time.Now + Wait, blocked.Until);
        Watch(connection);

        _time.SetWallClock(_time.Now.AddDays(-1));
        _time.Advance(Look);

        var again = await _session.ExpectMsgAsync<Blocked>(Patience);
        Assert.Equal((AppKeySessionState.SlotHeld, blocked.Reason, _time.Now + Wait - Look), (again.State, again.Reason, again.Until));
        await HandledAsync(connection);
        _time.AdvanceTo(again.Until!.Value);
        await ExpectTerminatedAsync(connection, Patience);
    }

    [Theory]
    [InlineData(8)] // the machine slept
    [InlineData(-8)] // the budget has to be asked anew
    public async Task A_parked_session_whose_clock_was_set_asks_the_dial_budget_within_seconds(int hours)
    {
        for (var dial = 0; dial < 4; dial++) _context.Dials.Sockets.Count();
        var connection = Sys.ActorOf(FeedConnectionActor.Props(_context, _session));
        var blocked = await _session.ExpectMsgAsync<Blocked>(Patience);
        Assert.Equal((AppKeySessionState.Parked, _time.Now.AddMinutes(10)), (blocked.State, blocked.Until));
        await HandledAsync(connection);
        Watch(connection);

        _time.SetWallClock(_time.Now.AddHours(hours));
        _time.Advance(Look);

        await ExpectTerminatedAsync(connection, Patience);
    }

    private async Task<(IActorRef Connection, Blocked Blocked)> SlotHeldAsync()
    {
        var connection = Sys.ActorOf(FeedConnectionActor.Props(_context, _session));
        await _session.ExpectMsgAsync<ConnectionOpened>(Patience);
        await _venue.SendAsync(Encoding.UTF8.GetBytes(
            """{"header":{"tr_id":"(null)","tr_key":"","encrypt":"N"},"body":{"rt_cd":"9","msg_cd":"OPSP8996","msg1":"ALREADY IN USE appkey"}}"""));
        var blocked = await _session.ExpectMsgAsync<Blocked>(Patience);
        await HandledAsync(connection);
        return (connection, blocked);
    }

    /// <summary>Completes when the connection has handled what it was told, and so has set its timer.</summary>
    private static Task<ActorIdentity> HandledAsync(IActorRef connection) => connection.Ask<ActorIdentity>(new Identify(0), Patience);

    private AppKeySessionContext Context(DialBudget budget)
    {
        var options = Some.Options(o => (o.WsUrl, o.ApprovalUrl, o.Dialing.SlotHeldWait) = (_venue.WebSocketUrl, _venue.ApprovalUrl, Wait));
        return new AppKeySessionContext(Some.Feed(options, _time), 0, budget);
    }
}
