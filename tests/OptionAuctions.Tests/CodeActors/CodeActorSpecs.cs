using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Market.Tests;
using OptionAuctions.Routing;
using OptionAuctions.Tests.Codes;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.CodeActors;

/// <summary>Hosts' own actors: whatever one of them does, its code's auction, its code's subscribers and the other codes do not notice.</summary>
public sealed class CodeActorSpecs : CodeActorKit
{
    private readonly TestProbe _probe;
    private readonly TestProbe _otherProbe;

    public CodeActorSpecs(ITestOutputHelper output)
        : base(output) => (_probe, _otherProbe) = (CreateTestProbe("ear"), CreateTestProbe("other-ear"));

    [Fact]
    public async Task It_hears_the_auction_as_it_is_and_then_each_record()
    {
        Start(EachItsOwn());
        await HeardAsync(_probe, "snapshot", 0);

        await RouteAsync(Some.Code, 1m);
        await HeardAsync(_probe, "record", 1);
        await RouteAsync(Some.Code, 2m);
        await HeardAsync(_probe, "record", 2);

        await TheIdentityHoldsAsync();
        Assert.Equal((2, 0), (Counts.Delivered, Counts.Conflated));
    }

    [Fact]
    public async Task One_that_throws_on_a_record_begins_anew_with_the_auction_so_far()
    {
        Start(EachItsOwn(auction => ThrowIf(auction.Revision == 3)));
        await HeardAsync(_probe, "snapshot", 0);
        await HeardAsync(_otherProbe, "snapshot", 0);
        await SubscribeAsync(Some.Code);

        for (var revision = 1; revision <= 3; revision++)
        {
            await RouteAsync(Some.Code, revision);
            await HeardAsync(_probe, "record", revision);
            Assert.Equal(revision, (await DeliveredAsync())[^1].Current.Revision); // its subscribers hear on
        }

        await HeardAsync(_probe, "snapshot", 3);
        Assert.Equal(
            (Some.Morning, Some.Code, "InvalidOperationException: thrown by the test"),
            await EventAsync<CodeActorRestarted>() is var e
                ? (e.At, e.Code, e.Reason)
                : default);
        await RouteAsync(Some.Code, 4m);
        await HeardAsync(_probe, "record", 4);
        await RouteAsync(Some.OtherCode, 1m);
        await HeardAsync(_otherProbe, "record", 1); // and had no second snapshot
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_always_throws_is_stopped_after_ten_restarts_in_a_minute_and_only_it()
    {
        Start(EachItsOwn(_ => ThrowIf(true)));
        await HeardAsync(_otherProbe, "snapshot", 0);
        await SubscribeAsync(Some.Code);
        for (var revision = 1; revision <= 11; revision++)
        {
            await HeardAsync(_probe, "snapshot", revision - 1);
            await RouteAsync(Some.Code, revision);
            await HeardAsync(_probe, "record", revision);
            Assert.Equal(revision, (await DeliveredAsync())[^1].Current.Revision);
            Time.Advance(TimeSpan.FromSeconds(5));
        }

        var told = new List<IFeedEvent>();
        while (told.LastOrDefault() is not CodeActorStopped) told.Add(await EventAsync<IFeedEvent>());
        Assert.Equal(10, told.OfType<CodeActorRestarted>().Count());
        var stopped = (CodeActorStopped)told[^1];
        Assert.Equal(
            (Some.Code, "more than 10 restarts within 00:01:00, the last for InvalidOperationException: thrown by the test"),
            (stopped.Code, stopped.Reason));

        await RouteAsync(Some.Code, 12m);
        Assert.Equal(12, (await DeliveredAsync())[^1].Current.Revision);
        await RouteAsync(Some.OtherCode, 1m);
        await HeardAsync(_otherProbe, "record", 1);
        await TheIdentityHoldsAsync();
        await _probe.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task One_that_throws_less_often_than_that_goes_on()
    {
        Start(EachItsOwn(_ => ThrowIf(true)), o => (o.Auctions.CodeActorRestarts, o.Auctions.CodeActorRestartWindow) = (1, TimeSpan.FromSeconds(30)));
        for (var revision = 1; revision <= 4; revision++)
        {
            await HeardAsync(_probe, "snapshot", revision - 1);
            await RouteAsync(Some.Code, revision);
            await HeardAsync(_probe, "record", revision);
            await EventAsync<CodeActorRestarted>();
            Time.Advance(TimeSpan.FromSeconds(30));
        }

        await HeardAsync(_probe, "snapshot", 4);
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_cannot_be_made_is_given_up_in_the_same_way()
    {
        Start((code, _) => code == Some.Code ? Props.Create(() => new Unmakeable()) : Props.Create(() => new Strategy(_otherProbe, null)));

        Assert.Equal(Some.Code, (await EventAsync<CodeActorStopped>()).Code);
        await HeardAsync(_otherProbe, "snapshot", 0);
        await RouteAsync(Some.Code, 1m);
        Assert.Equal(1, (await AuctionAsync(Some.Code)).Revision);
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_blocks_is_named_once_holds_up_nobody_and_then_hears_the_newest_state()
    {
        using var gate = new ManualResetEventSlim();
        Start(EachItsOwn(auction =>
        {
            if (auction.Revision == 1) gate.Wait(Patience);
        }));
        await HeardAsync(_probe, "snapshot", 0);
        await HeardAsync(_otherProbe, "snapshot", 0);
        await SubscribeAsync(Some.Code);
        await RouteAsync(Some.Code, 1m);
        await HeardAsync(_probe, "record", 1); // and is in the gate
        Assert.Equal(1, (await DeliveredAsync())[^1].Current.Revision);

        for (var revision = 2; revision <= 500; revision++)
        {
            await RouteAsync(Some.Code, revision);
            Assert.Equal(revision, (await DeliveredAsync())[^1].Current.Revision);
        }

        await RouteAsync(Some.OtherCode, 1m);
        await HeardAsync(_otherProbe, "record", 1);
        Assert.Empty(await EventsSoFarAsync<CodeLagging>());
        Assert.InRange(LongestMailbox(Router), 0, 2);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new CodeLagging(Some.Morning.AddSeconds(1), Some.Code, 498), await EventAsync<CodeLagging>());
        Time.Advance(TimeSpan.FromMinutes(5));
        await AuctionAsync(Some.Code);
        Assert.Empty(await EventsSoFarAsync<CodeLagging>());

        gate.Set();
        Assert.Equal(new Told(Some.Code, "record", 500, Conflated: 498), await _probe.FishForMessageAsync<Told>(h => h.Of == "record", Patience));
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_blocks_for_longer_than_a_subscription_waits_begins_anew_with_a_snapshot()
    {
        using var gate = new ManualResetEventSlim();
        Start(
            EachItsOwn(auction =>
            {
                if (auction.Revision == 1) gate.Wait(Patience);
            }),
            o => o.Delivery.AckTimeout = TimeSpan.FromSeconds(30));
        await HeardAsync(_probe, "snapshot", 0);
        await RouteAsync(Some.Code, 1m);
        await HeardAsync(_probe, "record", 1); // and is in the gate
        await RouteAsync(Some.Code, 2m);

        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(EndReason.NeverAcknowledged, (await EventAsync<SubscriberRemoved>()).Reason);
        gate.Set();

        await HeardAsync(_probe, "snapshot", 2);
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_lags_again_is_named_again_only_after_it_was_in_time_once()
    {
        using var gate = new SemaphoreSlim(0);
        Start(EachItsOwn(auction =>
        {
            if (auction.Revision != 3) gate.Wait(Patience);
        }));
        await HeardAsync(_probe, "snapshot", 0);
        foreach (var (revision, named) in new[] { (1, 1), (2, 0), (3, 0), (4, 1) })
        {
            await RouteAsync(Some.Code, revision);
            await HeardAsync(_probe, "record", revision);
            if (revision != 3) Time.Advance(TimeSpan.FromSeconds(1));
            if (named == 1) await EventAsync<CodeLagging>();
            else Assert.Empty(await EventsSoFarAsync<CodeLagging>());
            if (revision != 3) gate.Release();
            await TheHostIsFreeAsync();
        }

        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task A_factory_that_throws_leaves_its_code_without_one_and_says_so()
    {
        Start((code, _) => code == Some.Code ? throw new InvalidOperationException("no strategy today") : Props.Create(() => new Strategy(_otherProbe, null)));

        Assert.Equal(
            (Some.Code, "it could not be made: InvalidOperationException: no strategy today"),
            await EventAsync<CodeActorStopped>() is var e
                ? (e.Code, e.Reason)
                : default);
        await HeardAsync(_otherProbe, "snapshot", 0);
        await SubscribeAsync(Some.Code);
        await RouteAsync(Some.Code, 1m);
        Assert.Equal(1, (await DeliveredAsync())[^1].Current.Revision);
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task A_host_chooses_by_underlying_and_expiry_and_the_first_that_has_an_actor_gives_it()
    {
        var nextMonth = new Instrument("C11701083");
        var listed = Masters.Of(
            null,
            Masters.Line('C', Some.Code.ToString(), 202612, 50_000, 1),
            Masters.Line('P', nextMonth.ToString(), 202701, 50_000, 1));
        Start(
            [
                (_, series) => series?.Expiry == new DateOnly(2026, 12, 1) ? Props.Create(() => new Strategy(_probe, null)) : null,
                (_, series) => series?.Underlying.Symbol == "035720" ? Props.Create(() => new Strategy(_otherProbe, null)) : null,
            ],
            o => o.Codes.AddRange(["B50612083", nextMonth.ToString()]),
            listed);

        Assert.Equal(Some.Code, (await HeardAsync(_probe, "snapshot", 0)).Code);
        Assert.Equal(nextMonth, (await HeardAsync(_otherProbe, "snapshot", 0)).Code);
        await TheIdentityHoldsAsync();
        await _probe.ExpectNoMsgAsync(TimeSpan.Zero);
        await _otherProbe.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_was_under_way_to_a_former_self_is_not_heard()
    {
        var probe = _probe.Ref;
        var actor = Sys.ActorOf(Props.Create(() => new Strategy(probe, null)));
        var (former, first) = (new AuctionChanges(), new AuctionChanges());
        former.Add(ChangeKind.Indication, new AuctionState(Some.Code), 0);
        first.Add(ChangeKind.Snapshot, new AuctionState(Some.Code), 0);

        actor.Tell(former, TestActor);
        actor.Tell(first, TestActor);

        await HeardAsync(_probe, "snapshot", 0);
        Assert.Same(first.Ack, await ExpectMsgAsync<Ack>(Patience));
    }

    [Fact]
    public async Task A_delivery_that_it_stashes_is_acknowledged_when_it_has_come_again()
    {
        var probe = _probe.Ref;
        var actor = Sys.ActorOf(Props.Create(() => new Preparing(probe)));
        var changes = new AuctionChanges();
        changes.Add(ChangeKind.Snapshot, new AuctionState(Some.Code));
        changes.Add(ChangeKind.Gap, new AuctionState(Some.Code));

        actor.Tell(changes, TestActor);
        await _probe.ExpectMsgAsync("not yet", Patience);
        actor.Tell("ready");

        await _probe.ExpectMsgAsync("snapshot", Patience);
        await _probe.ExpectMsgAsync("gap", Patience);
        Assert.Same(changes.Ack, await ExpectMsgAsync<Ack>(Patience));
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_another_behaviour_leaves_is_unhandled_and_goes_to_OnMessage_no_more()
    {
        var probe = _probe.Ref;
        var actor = Sys.ActorOf(Props.Create(() => new Preparing(probe)));
        Sys.EventStream.Subscribe(_probe, typeof(Akka.Event.UnhandledMessage));

        actor.Tell(1);
        await _probe.ExpectMsgAsync("OnMessage 1", Patience);
        actor.Tell("ready");
        actor.Tell(2);

        Assert.Equal(2, (await _probe.ExpectMsgAsync<Akka.Event.UnhandledMessage>(Patience)).Message);
    }

    [Fact]
    public async Task It_hears_of_a_time_without_messages_in_whatever_it_has_become()
    {
        var probe = _probe.Ref;
        var actor = Sys.ActorOf(Props.Create(() => new Preparing(probe)));
        actor.Tell("ready");

        actor.Tell(TimeSpan.FromMilliseconds(1));

        await _probe.ExpectMsgAsync<ReceiveTimeout>(Patience);
    }

    [Fact]
    public async Task One_that_blocks_takes_no_thread_from_anybody_else()
    {
        var pooled = new TaskCompletionSource<bool>();
        Start(EachItsOwn(_ => pooled.TrySetResult(Thread.CurrentThread.IsThreadPoolThread)));
        await HeardAsync(_probe, "snapshot", 0);
        await RouteAsync(Some.Code, 1m);

        Assert.False(await pooled.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task It_has_messages_and_timers_of_its_own()
    {
        Start(EachItsOwn());
        await HeardAsync(_probe, "snapshot", 0);

        _probe.LastSender.Tell("timer");

        await _probe.ExpectMsgAsync("timed", Patience);
    }

    [Fact]
    public async Task It_hears_of_phases_gaps_and_staleness_each_in_a_hook_of_its_own()
    {
        Start(EachItsOwn());
        await HeardAsync(_probe, "snapshot", 0);
        await RouteAsync(Some.Code, 1m);
        await HeardAsync(_probe, "record", 1);

        Router.Tell(new RoutingProtocol.FeedInterrupted(Some.Morning, [Some.Code]));
        await HeardAsync(_probe, "stale", 1);
        Router.Tell(new RoutingProtocol.Registrations(
            [new RoutingProtocol.Registration(Some.Code, RegistrationStatus.Active, Some.Morning.AddSeconds(3), "")]));
        await HeardAsync(_probe, "Active", 1);
        await HeardAsync(_probe, "gap", 1);
        Router.Tell(new RoutingProtocol.ClockTick(Some.Nine.AddMinutes(5)));
        await HeardAsync(_probe, "phase", 1);
    }

    [Fact]
    public async Task One_that_stops_itself_is_named_and_its_code_goes_on()
    {
        Start(EachItsOwn());
        await HeardAsync(_probe, "snapshot", 0);

        _probe.LastSender.Tell(PoisonPill.Instance);

        Assert.Equal((Some.Code, "it stopped itself"), await EventAsync<CodeActorStopped>() is var e ? (e.Code, e.Reason) : default);
        await RouteAsync(Some.Code, 1m);
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task What_it_throws_is_told_without_secrets_and_not_at_length()
    {
        var secret = Canary.AppSecret.Reveal();
        Start(EachItsOwn(_ => throw new InvalidOperationException($"{secret}\n{new string('x', 10_000)}")));
        await HeardAsync(_probe, "snapshot", 0);
        await RouteAsync(Some.Code, 1m);

        var reason = (await EventAsync<CodeActorRestarted>()).Reason;

        Canary.IsNotIn(reason);
        Assert.StartsWith("InvalidOperationException: *** xxx", reason);
        Assert.Equal(256, reason.Length);
    }

    /// <summary>A factory for both codes, each with a probe of its own; only the first code's does what the test says.</summary>
    private Func<Instrument, ListedSeries?, Props?> EachItsOwn(Action<AuctionState>? onRecord = null)
    {
        var (probe, otherProbe) = (_probe.Ref, _otherProbe.Ref);
        return (code, _) => code == Some.Code ? Props.Create(() => new Strategy(probe, onRecord)) : Props.Create(() => new Strategy(otherProbe, null));
    }

    private static async Task<Told> HeardAsync(TestProbe probe, string of, long revision)
    {
        var heard = await probe.ExpectMsgAsync<Told>(Patience);
        Assert.Equal((of, revision), (heard.Of, heard.Revision));
        return heard;
    }

    private static void ThrowIf(bool condition)
    {
        if (condition) throw new InvalidOperationException("thrown by the test");
    }

    /// <summary>Comes back when the last delivery was acknowledged: the actor handled a message behind it, and then so did its host.</summary>
    private async Task TheHostIsFreeAsync()
    {
        var actor = _probe.LastSender;
        await actor.Ask<ActorIdentity>(new Identify(0), Patience);
        await ((LocalActorRef)actor).Parent.Ask<ActorIdentity>(new Identify(0), Patience);
    }

    private static int LongestMailbox(IActorRef actor) => actor is not ActorRefWithCell known
        ? 0
        : Math.Max(known.Underlying.NumberOfMessages, known.Children.Select(LongestMailbox).DefaultIfEmpty(0).Max());

    private sealed class Unmakeable : CodeActor
    {
        public Unmakeable() => throw new InvalidOperationException("made of nothing");
    }

    /// <summary>Puts deliveries off until it is ready, and is another from then on.</summary>
    private sealed class Preparing : CodeActor, IWithStash
    {
        private readonly IActorRef _probe;
        private bool _ready;

        public Preparing(IActorRef probe)
        {
            _probe = probe;
            Receive<string>(_ =>
            {
                _ready = true;
                Stash.UnstashAll();
                Become(Ready);
            });
        }

        public IStash Stash { get; set; } = null!;

        protected override void OnSnapshot(in AuctionState auction)
        {
            _probe.Tell(_ready ? "snapshot" : "not yet");
            if (!_ready) Stash.Stash();
        }

        protected override void OnGap(in AuctionState auction) => _probe.Tell("gap");

        protected override void OnMessage(object message) => _probe.Tell($"OnMessage {message}");

        private void Ready()
        {
            Receive<TimeSpan>(wait => SetReceiveTimeout(wait));
            Receive<ReceiveTimeout>(timeout =>
            {
                SetReceiveTimeout(null);
                _probe.Tell(timeout);
            });
        }
    }
}
