using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>The base class of a strategy's subscriber; probes play the router and its subscriptions.</summary>
public sealed class SubscriberActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _router;
    private readonly TestProbe _heard;
    private readonly IActorRef _subscriber;

    public SubscriberActorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        (_router, _heard) = (CreateTestProbe("auctions"), CreateTestProbe("heard"));
        _subscriber = Sys.ActorOf(Props.Create(() => new RecordingSubscriber(_router, _heard)));
    }

    [Fact]
    public async Task It_subscribes_when_it_starts_with_the_contract_it_names() =>
        Assert.Equal((_subscriber, Delivery.Every(9)), await _router.ExpectMsgAsync<Subscribe>() is var asked ? (asked.Subscriber, asked.Delivery) : default);

    [Fact]
    public async Task It_acknowledges_a_delivery_when_it_has_heard_all_of_it()
    {
        var changes = new AuctionChanges();
        changes.Add(ChangeKind.Snapshot, Some.Inbox(Some.Meter()).State, 0);
        var subscription = CreateTestProbe();
        _subscriber.Tell(changes, subscription);

        await _heard.ExpectMsgAsync("Snapshot");
        await _heard.ExpectMsgAsync("delivered");
        Assert.Same(changes.Ack, await subscription.ExpectMsgAsync<Ack>());
    }

    [Fact]
    public async Task When_its_subscription_dies_without_a_word_it_subscribes_again()
    {
        await _router.ExpectMsgAsync<Subscribe>();
        var subscription = _router.ChildActorOf(Props.Create(() => new Mute()));
        _subscriber.Tell(new AuctionChanges(), subscription);
        Sys.Stop(subscription);

        Assert.Equal(_subscriber, (await _router.ExpectMsgAsync<Subscribe>()).Subscriber);
    }

    [Fact]
    public async Task A_subscription_that_ends_with_a_reason_is_its_own_to_begin_again()
    {
        await _router.ExpectMsgAsync<Subscribe>();
        var subscription = _router.ChildActorOf(Props.Create(() => new Mute()));
        _subscriber.Tell(new AuctionChanges(), subscription);
        await _heard.ExpectMsgAsync("delivered");
        _subscriber.Tell(new SubscriptionEnded(EndReason.Overrun, "too slow"));
        Watch(subscription);
        Sys.Stop(subscription);
        await ExpectTerminatedAsync(subscription);

        await _heard.ExpectMsgAsync("ended: too slow");
        _subscriber.Tell("again");
        await _router.ExpectMsgAsync<Subscribe>();
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_is_still_on_its_way_of_an_earlier_subscription_is_ignored()
    {
        var earlier = await _router.ExpectMsgAsync<Subscribe>();
        _subscriber.Tell("again");
        var present = await _router.ExpectMsgAsync<Subscribe>();
        var (former, subscription) = (_router.ChildActorOf(Props.Create(() => new Mute())), CreateTestProbe());

        _subscriber.Tell(Changes(ChangeKind.Gap, earlier.Token), former);
        _subscriber.Tell(new SubscriptionEnded(EndReason.Overrun, "too slow") { Token = earlier.Token });
        Watch(former);
        Sys.Stop(former);
        await ExpectTerminatedAsync(former);
        _subscriber.Tell(Changes(ChangeKind.Snapshot, present.Token), subscription);

        await _heard.ExpectMsgAsync("Snapshot");
        await _heard.ExpectMsgAsync("delivered");
        await subscription.ExpectMsgAsync<Ack>();
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task It_changes_its_codes_on_the_subscription_that_it_has_and_keeps_them_when_it_has_to_subscribe_again()
    {
        var first = await _router.ExpectMsgAsync<Subscribe>();
        var subscription = _router.ChildActorOf(Props.Create(() => new Mute()));
        _subscriber.Tell(Changes(ChangeKind.Snapshot, first.Token), subscription);

        _subscriber.Tell(new[] { Some.OtherCode });
        var changed = await _router.ExpectMsgAsync<Subscribe>();
        Assert.Equal((true, Delivery.Every(9), first.Token), (changed.Continues, changed.Delivery, changed.Token));
        Assert.Equal([Some.OtherCode], changed.Codes);

        Sys.Stop(subscription);
        var again = await _router.ExpectMsgAsync<Subscribe>();
        Assert.False(again.Continues);
        Assert.Equal([Some.OtherCode], again.Codes);
    }

    [Fact]
    public async Task It_can_have_a_condition_in_place_of_a_list()
    {
        Sys.ActorOf(Props.Create(() => new PuttingSubscriber(_router)));

        var asked = await _router.FishForMessageAsync<Subscribe>(message => message.Where is not null, TimeSpan.FromSeconds(60));
        Assert.Equal((null, true, false), (asked.Codes, asked.Where!(Some.OtherCode, null), asked.Where(Some.Code, null)));
    }

    [Fact]
    public async Task A_delivery_that_it_stashes_is_acknowledged_when_it_has_come_again()
    {
        var subscriber = Sys.ActorOf(Props.Create(() => new PreparingSubscriber(_router, _heard)));
        var subscription = CreateTestProbe();
        var changes = Changes(ChangeKind.Snapshot, token: null);
        changes.Add(ChangeKind.Gap, new AuctionState(Some.Code));

        subscriber.Tell(changes, subscription);
        await _heard.ExpectMsgAsync("not yet");
        subscriber.Tell("ready");

        await _heard.ExpectMsgAsync("Snapshot");
        await _heard.ExpectMsgAsync("Gap");
        Assert.Same(changes.Ack, await subscription.ExpectMsgAsync<Ack>());
        await subscription.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_another_behaviour_leaves_is_unhandled_and_goes_to_OnMessage_no_more()
    {
        var subscriber = Sys.ActorOf(Props.Create(() => new PreparingSubscriber(_router, _heard)));
        Sys.EventStream.Subscribe(_heard, typeof(UnhandledMessage));

        subscriber.Tell(1);
        await _heard.ExpectMsgAsync("OnMessage 1");
        subscriber.Tell("ready");
        subscriber.Tell(2);

        Assert.Equal(2, (await _heard.ExpectMsgAsync<UnhandledMessage>()).Message);
    }

    private static AuctionChanges Changes(ChangeKind kind, object? token)
    {
        var changes = new AuctionChanges { Token = token };
        changes.Add(kind, new AuctionState(Some.Code));
        return changes;
    }

    private sealed class PreparingSubscriber : SubscriberActor, IWithStash
    {
        private readonly IActorRef _heard;
        private bool _ready;

        public PreparingSubscriber(IActorRef auctions, IActorRef heard)
            : base(auctions)
        {
            _heard = heard;
            Receive<string>(_ =>
            {
                _ready = true;
                Stash.UnstashAll();
                Become(() => Receive<string>(_ => { }));
            });
        }

        public IStash Stash { get; set; } = null!;

        protected override void OnChange(in AuctionChanged change)
        {
            _heard.Tell(_ready ? change.Kind.ToString() : "not yet");
            if (!_ready) Stash.Stash();
        }

        protected override void OnMessage(object message) => _heard.Tell($"OnMessage {message}");
    }

    private sealed class Mute : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // plays a subscription, to which a subscriber only sends acks
        }
    }

    private sealed class RecordingSubscriber(IActorRef auctions, IActorRef heard) : SubscriberActor(auctions, [Some.Code], Delivery.Every(9))
    {
        protected override void OnChange(in AuctionChanged change) => heard.Tell(change.Kind.ToString());

        protected override void OnDelivered() => heard.Tell("delivered");

        protected override void OnEnded(SubscriptionEnded ended) => heard.Tell($"ended: {ended.Sentence}");

        protected override void OnMessage(object message)
        {
            if (message is Instrument[] changed) ChangeCodes(changed);
            else Subscribe();
        }
    }

    private sealed class PuttingSubscriber(IActorRef auctions) : SubscriberActor(auctions, where: (code, _) => code == Some.OtherCode)
    {
        protected override void OnChange(in AuctionChanged change)
        {
            // only its request is looked at
        }
    }
}
