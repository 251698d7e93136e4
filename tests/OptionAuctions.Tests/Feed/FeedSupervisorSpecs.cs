using OptionAuctions.Replay;
using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Feed;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;
using OptionAuctions.Routing;
using Xunit.Abstractions;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Feed;

/// <summary>One code list over two app keys, with probes where the sockets would be.</summary>
public sealed class FeedSupervisorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Instrument[] Codes = [new("A1"), new("A2"), new("A3"), new("A4")];

    private readonly TestProbe[] _sockets;
    private readonly IActorRef[] _lines = new IActorRef[2];
    private readonly Queue<RoutingProtocol.Registration> _told = [];
    private readonly TestProbe _router;
    private readonly IActorRef _feed;

    public FeedSupervisorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _sockets = [CreateTestProbe("socket-0"), CreateTestProbe("socket-1")];
        _router = CreateTestProbe("router");
        var options = Some.Options(o =>
        {
            o.AppKeys.Add(new AppKeyOptions { AppKey = new Secret("second-key"), AppSecret = new Secret("second-secret") });
            (o.Connection.Capacity, o.Connection.ReserveSlots) = (2, 0);
        });
        _feed = Sys.ActorOf(FeedSupervisor.Props(
            Some.Feed(options, TimeProvider.System), _router,
            (line, actor) =>
            {
                _lines[line] = actor;
                return Props.Create(() => new Relay(_sockets[line]));
            }));
        _router.ExpectMsg<RoutingProtocol.FeedAttached>();
        _router.ExpectMsg<RoutingProtocol.StreamOpened>().Acknowledge();
        foreach (var socket in _sockets) socket.ExpectMsg<Relay.Started>();
    }

    [Fact]
    public async Task Codes_are_spread_over_the_app_keys_each_on_one()
    {
        Want(4);
        var asked = await ActivateAllAsync(0, epoch: 1);
        asked.AddRange(await ActivateAllAsync(1, epoch: 2));

        Assert.Equal([.. Codes], asked.OrderBy(t => t.ToString()));
    }

    [Fact]
    public async Task What_finds_no_slot_is_deferred_by_name()
    {
        _feed.Tell(new RoutingProtocol.Register([.. Codes, Some.Code]));

        var deferred = await StatusAsync(RegistrationStatus.Deferred);

        Assert.Equal(Some.Code, deferred.Topic);
        Assert.Contains("2 app keys have no free slot", deferred.Reason);
    }

    [Fact]
    public async Task A_code_that_no_TR_has_is_refused_with_the_reason_and_never_asked_for()
    {
        var host = CreateTestProbe("host");
        Sys.EventStream.Subscribe(host, typeof(CodeRegistrationChanged));
        var isin = new Instrument("KR4B11612083");
        _feed.Tell(new RoutingProtocol.Register([isin, Codes[0]]));

        var refused = await StatusAsync(RegistrationStatus.Refused);
        Assert.Equal((Topic)isin, refused.Topic);
        Assert.Contains("is a standard code (ISIN), and not the short code", refused.Reason);
        var told = await host.ExpectMsgAsync<CodeRegistrationChanged>();
        Assert.Equal((isin, RegistrationStatus.Refused, refused.Reason), (told.Code, told.Status, told.Reason));
        var asked = await ActivateAllAsync(0, epoch: 1);
        asked.AddRange(await ActivateAllAsync(1, epoch: 2));
        Assert.Equal([Codes[0]], asked);

        _feed.Tell(new RoutingProtocol.Release([isin]));
        Assert.Equal(1, await HeldAsync(0) + await HeldAsync(1));
    }

    [Fact]
    public async Task All_that_find_no_slot_at_once_are_told_by_one_message()
    {
        _feed.Tell(new RoutingProtocol.Register(
            [.. Enumerable.Range(0, 820).Select(i => (Topic)new Instrument(FormattableString.Invariant($"B{i:00000000}")))]));

        var told = (RoutingProtocol.Registrations)await _router.FishForMessageAsync(m => m is RoutingProtocol.Registrations);

        Assert.Equal(820 - 4, told.All.Count(registration => registration.Status == RegistrationStatus.Deferred));
    }

    [Fact]
    public async Task Trades_that_are_wanted_less_than_any_code_are_the_ones_that_wait_and_are_told_of_as_trades()
    {
        var host = CreateTestProbe("host");
        Sys.EventStream.Subscribe(host, typeof(CodeRegistrationChanged));
        Want(3); // four slots
        _feed.Tell(new RoutingProtocol.Register([Some.Trades(Codes[0]), Some.Trades(Codes[1])], Priority: -1));

        var deferred = await StatusAsync(RegistrationStatus.Deferred);

        Assert.Equal(Some.Trades(Codes[1]), deferred.Topic);
        var told = (CodeRegistrationChanged)await host.FishForMessageAsync(m => m is CodeRegistrationChanged { Status: RegistrationStatus.Deferred });
        Assert.Equal((Codes[1], RecordKind.Trade), (told.Code, told.Kind));
        var asked = await ActivateAllAsync(0, epoch: 1);
        asked.AddRange(await ActivateAllAsync(1, epoch: 2));
        Assert.Equal([Codes[0], Some.Trades(Codes[0]), Codes[1], Codes[2]], asked.OrderBy(t => t.ToString()));
    }

    [Fact]
    public async Task To_release_the_trades_of_a_code_leaves_its_expected_executions()
    {
        _feed.Tell(new RoutingProtocol.Register([Codes[0], Some.Trades(Codes[0])]));
        var line = (await ActivateAllAsync(0, epoch: 1)).Contains(Some.Trades(Codes[0])) ? 0 : 1;
        if (line == 1) await ActivateAllAsync(1, epoch: 2);

        _feed.Tell(new RoutingProtocol.Release([Some.Trades(Codes[0])]));

        Assert.Equal(
            new RegistrationRequest(Some.Trades(Codes[0]), Release: true),
            (await _sockets[line].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request);
        Answer(line, line + 1, Some.Trades(Codes[0]), Reaction.Release);
        Assert.Equal(Some.Trades(Codes[0]), (await StatusAsync(RegistrationStatus.Released)).Topic);
    }

    [Fact]
    public async Task When_an_app_key_is_parked_its_codes_go_to_the_free_slots_of_the_other_and_the_rest_wait_for_it()
    {
        Want(3);
        var moving = await ActivateAllAsync(0, epoch: 1);
        var staying = await ActivateAllAsync(1, epoch: 2);
        Assert.Equal((2, 1), (moving.Count, staying.Count));

        _lines[0].Tell(new ConnectionEnded(1, "INVALID appkey"));
        _lines[0].Tell(new Blocked(AppKeySessionState.Parked, "INVALID appkey", null));

        Assert.Equal(moving[0], (await _sockets[1].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic);
        var deferred = await StatusAsync(RegistrationStatus.Deferred);
        Assert.Equal(moving[1], deferred.Topic);
        Assert.EndsWith("app key 0 is parked: INVALID appkey", deferred.Reason);

        _lines[0].Tell(new ConnectionOpened(3, _sockets[0]));
        Assert.Equal(moving[1], (await _sockets[0].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic);
    }

    [Fact]
    public async Task What_waits_already_when_a_session_is_parked_is_told_of_that_too()
    {
        Want(4);
        await ActivateAllAsync(0, epoch: 1);
        await ActivateAllAsync(1, epoch: 2);
        _feed.Tell(new RoutingProtocol.Register([Some.Code]));
        await StatusAsync(RegistrationStatus.Deferred);

        _lines[0].Tell(new ConnectionEnded(1, "INVALID appkey"));
        _lines[0].Tell(new Blocked(AppKeySessionState.Parked, "INVALID appkey", null));

        RoutingProtocol.Registration told;
        while ((told = await StatusAsync(RegistrationStatus.Deferred)).Topic != Some.Code)
        {
        }

        Assert.Equal("1 app key has no free slot; app key 0 is parked: INVALID appkey", told.Reason);
    }

    [Fact]
    public async Task With_one_app_key_the_reason_is_how_many_codes_the_venue_takes_and_not_how_many_it_was_thought_to_take()
    {
        var (router, socket) = (CreateTestProbe(), CreateTestProbe());
        IActorRef session = ActorRefs.Nobody;
        var feed = Sys.ActorOf(FeedSupervisor.Props(
            Some.Feed(Some.Options(o => o.Connection.Capacity = 2), TimeProvider.System), router,
            (_, actor) =>
            {
                session = actor;
                return Props.Create(() => new Relay(socket));
            }));
        feed.Tell(new RoutingProtocol.Register([.. Codes[..3]]));
        await feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, TimeSpan.FromSeconds(30));
        await socket.ExpectMsgAsync<Relay.Started>();
        session.Tell(new ConnectionOpened(1, socket));
        foreach (var reaction in (Reaction[])[Reaction.Activate, Reaction.ShrinkCapacity])
        {
            var asked = (await socket.ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic;
            session.Tell(new Answered(1, Some.Answer(asked), new Verdict(reaction, IsAlarm: false)));
        }

        await router.FishForMessageAsync(message => message is RoutingProtocol.Registrations { All: var all } && all.Any(
            registration => registration.Topic == Codes[2] && registration.Reason == "the session takes 1 codes"));
    }

    [Fact]
    public async Task When_the_venue_takes_fewer_codes_than_thought_the_others_go_to_the_other_app_key()
    {
        Want(2);
        await ActivateAllAsync(1, epoch: 2);
        _lines[0].Tell(new ConnectionOpened(1, _sockets[0]));
        var refused = (await _sockets[0].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic;

        Answer(0, 1, refused, Reaction.ShrinkCapacity);

        Assert.Equal(refused, (await _sockets[1].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic);
    }

    [Fact]
    public async Task A_session_that_takes_fewer_codes_gets_no_more_on_its_next_connection()
    {
        Want(4);
        await ActivateAllAsync(1, epoch: 2);
        _lines[0].Tell(new ConnectionOpened(1, _sockets[0]));
        foreach (var reaction in (Reaction[])[Reaction.Activate, Reaction.ShrinkCapacity])
            Answer(0, 1, (await _sockets[0].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic, reaction);
        await StatusAsync(RegistrationStatus.Deferred);

        _lines[0].Tell(new ConnectionEnded(1, "cut"));
        _lines[0].Tell(new ConnectionOpened(3, _sockets[0]));
        Answer(0, 3, (await _sockets[0].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic, Reaction.Activate);

        for (var look = 0; look < 50; look++) Assert.Equal(1, await HeldAsync(0)); // one that got another code would give it back, and get it again
    }

    [Fact]
    public async Task Too_large_a_share_of_refusals_is_a_part_of_the_status()
    {
        var (time, patience) = (new VirtualClock(), TimeSpan.FromSeconds(30));
        var context = Some.Feed(Some.Options(), time);
        var feed = Sys.ActorOf(FeedSupervisor.Props(context, _router, (_, _) => Props.Create(() => new Relay(_sockets[0]))));
        await feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, patience);
        var watch = await Sys.ActorSelection(feed.Path / "refusal-watch").ResolveOne(patience);
        for (var i = 0; i < 20; i++) context.Meter.MessageRefused(DecodeError.Truncated, "0|x"u8);

        time.Advance(TimeSpan.FromSeconds(10));
        await watch.Ask<ActorIdentity>(new Identify(0), patience);

        Assert.Contains("Truncated", (await feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, patience)).RefusalAlarm, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_come_and_go_while_the_sessions_stay()
    {
        Want(4);
        await ActivateAllAsync(0, epoch: 1);
        await ActivateAllAsync(1, epoch: 2);
        var leaving = Codes[0];
        _feed.Tell(new RoutingProtocol.Register([Some.Code]));
        Assert.Equal(Some.Code, (await StatusAsync(RegistrationStatus.Deferred)).Topic);

        _feed.Tell(new RoutingProtocol.Release([leaving]));
        Assert.Equal(new RegistrationRequest(leaving, Release: true), (await _sockets[0].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request);
        Answer(0, 1, leaving, Reaction.Release);

        Assert.Equal(new RegistrationRequest(Some.Code, Release: false), (await _sockets[0].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request);
        Assert.Equal(leaving, (await StatusAsync(RegistrationStatus.Released)).Topic);
    }

    [Fact]
    public async Task Only_the_codes_of_a_lost_line_are_interrupted()
    {
        Want(4);
        var lost = await ActivateAllAsync(0, epoch: 1);
        await ActivateAllAsync(1, epoch: 2);

        _lines[0].Tell(new ConnectionEnded(1, "cut"));

        var interrupted = (RoutingProtocol.FeedInterrupted)await _router.FishForMessageAsync(m => m is RoutingProtocol.FeedInterrupted);
        Assert.Equal(lost, interrupted.Codes.Select(code => (Topic)code));
    }

    [Fact]
    public async Task It_says_how_each_line_stands()
    {
        Want(3);
        await ActivateAllAsync(0, epoch: 1);
        _lines[1].Tell(new Blocked(AppKeySessionState.Parked, "the dial budget is spent", Some.Morning));

        var status = await _feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, TimeSpan.FromSeconds(5));

        Assert.Equal([0, 1], status.Sessions.Select(l => l.AppKey));
        Assert.Equal((AppKeySessionState.Live, 2, ""), (status.Sessions[0].State, status.Sessions[0].Active, status.Sessions[0].Reason));
        Assert.Equal(
            (AppKeySessionState.Parked, "the dial budget is spent", Some.Morning),
            (status.Sessions[1].State, status.Sessions[1].Reason, status.Sessions[1].Until));
    }

    [Fact]
    public async Task It_says_that_too_much_is_refused_while_that_is_so()
    {
        var patience = TimeSpan.FromSeconds(30);
        _feed.Tell(new FeedProtocol.RefusalAlarm("of the last 9 messages 9 were refused"));
        Assert.Equal("of the last 9 messages 9 were refused", (await _feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, patience)).RefusalAlarm);

        _feed.Tell(new FeedProtocol.RefusalAlarm(null));
        Assert.Null((await _feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, patience)).RefusalAlarm);
    }

    [Fact]
    public async Task To_drain_every_line_is_closed_then_the_stream_ends_and_then_the_asker_is_told()
    {
        var asker = CreateTestProbe();
        _feed.Tell(FeedProtocol.Drain.Instance, asker);
        await _router.FishForMessageAsync(message => message is RoutingProtocol.StreamCompleted); // no socket was open
        await asker.ExpectNoMsgAsync(TimeSpan.Zero);
        _feed.Tell(RoutingProtocol.Settled.Instance);

        await asker.ExpectMsgAsync<FeedProtocol.Drained>();
        _feed.Tell(FeedProtocol.Drain.Instance, asker);
        await asker.ExpectMsgAsync<FeedProtocol.Drained>();
    }

    private void Want(int count) => _feed.Tell(new RoutingProtocol.Register([.. Codes[..count]]));

    private async Task<List<Topic>> ActivateAllAsync(int line, int epoch)
    {
        // The lines know of their codes when the feed has answered this, and they hear of their life after that.
        await _feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, TimeSpan.FromSeconds(5));
        _lines[line].Tell(new ConnectionOpened(epoch, _sockets[line]));
        var holds = await HeldAsync(line);
        var asked = new List<Topic>();
        while (asked.Count < holds)
        {
            asked.Add((await _sockets[line].ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic);
            Answer(line, epoch, asked[^1], Reaction.Activate);
        }

        await HeldAsync(line);
        return asked;
    }

    private async Task<int> HeldAsync(int line)
    {
        var feed = await _feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, TimeSpan.FromSeconds(5));
        return feed.Sessions[line].Held;
    }

    private void Answer(int line, int epoch, Topic topic, Reaction reaction) =>
        _lines[line].Tell(new Answered(epoch, Some.Answer(topic), new Verdict(reaction, IsAlarm: false)));

    private async Task<RoutingProtocol.Registration> StatusAsync(RegistrationStatus status)
    {
        while (true)
        {
            while (_told.TryDequeue(out var told))
                if (told.Status == status) return told;
            var more = (RoutingProtocol.Registrations)await _router.FishForMessageAsync(m => m is RoutingProtocol.Registrations);
            foreach (var registration in more.All) _told.Enqueue(registration);
        }
    }
}
