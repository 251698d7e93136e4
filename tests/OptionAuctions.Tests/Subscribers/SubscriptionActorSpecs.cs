using Akka.Actor;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Tests.Subscribers;

public sealed class SubscriptionActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly FeedMeter _meter = Some.Meter();
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private readonly AuctionInbox _cell;
    private readonly IActorRef _code;
    private readonly TestProbe _subscriber;
    private readonly IActorRef _subscription;

    public SubscriptionActorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _cell = Some.Inbox(_meter);
        _code = Sys.ActorOf(AuctionActor.Props(_cell, new CodeSubscriptions(_meter)));
        _subscriber = CreateTestProbe("subscriber");
        _subscription = Sys.ActorOf(SubscriptionActor.Props(new Subscribe(_subscriber), TimeSpan.FromMinutes(5), _meter, _time));
        _subscription.Tell(new AddCodes([new AddedCode(_cell, _code)]));
    }

    [Fact]
    public async Task A_subscriber_that_has_not_acknowledged_is_sent_only_the_newest_state()
    {
        var snapshot = await _subscriber.ExpectMsgAsync<AuctionChanges>();
        for (var price = 1; price <= 5; price++) Apply(price);
        await Settled(_code);
        await Handled(_subscription);
        await _subscriber.ExpectNoMsgAsync(TimeSpan.Zero);

        _subscription.Tell(snapshot.Ack, _subscriber);
        var changes = await _subscriber.ExpectMsgAsync<AuctionChanges>();

        var change = changes.Single(c => c.Kind == ChangeKind.Indication);
        Assert.Equal(5, change.Current.Revision);
        Assert.Equal(4, change.Conflated);
    }

    [Fact]
    public async Task An_acknowledged_subscriber_hears_of_the_next_change_by_itself()
    {
        _subscriber.Reply((await _subscriber.ExpectMsgAsync<AuctionChanges>()).Ack);
        Apply(1);

        var changes = await _subscriber.ExpectMsgAsync<AuctionChanges>();

        Assert.Equal(1, changes[^1].Current.Revision);
    }

    [Fact]
    public async Task Word_that_more_has_come_is_taken_while_it_waits_for_an_ack()
    {
        var unhandled = CreateTestProbe("unhandled");
        Sys.EventStream.Subscribe(unhandled, typeof(Akka.Event.UnhandledMessage));
        await _subscriber.ExpectMsgAsync<AuctionChanges>();

        _subscription.Tell(Ready.Instance);
        await Handled(_subscription);

        await unhandled.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task An_ack_too_many_asks_for_nothing()
    {
        var snapshot = await _subscriber.ExpectMsgAsync<AuctionChanges>();
        for (var i = 0; i < 3; i++) _subscription.Tell(snapshot.Ack, _subscriber);
        Apply(1);
        await _subscriber.ExpectMsgAsync<AuctionChanges>();
        Apply(2);
        await Settled(_code);
        await Handled(_subscription);

        await _subscriber.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_end_of_the_subscriber_is_the_end_of_the_subscription()
    {
        Watch(_subscription);
        Sys.Stop(_subscriber);

        await ExpectTerminatedAsync(_subscription);
    }

    [Fact]
    public async Task Once_it_has_ended_its_code_owes_it_nothing()
    {
        await _subscriber.ExpectMsgAsync<AuctionChanges>();
        Watch(_subscription);
        Sys.Stop(_subscription);
        await ExpectTerminatedAsync(_subscription);
        await Settled(_code);

        Apply(1);
        await Settled(_code);

        Assert.Equal(0, _meter.Read().Revisions);
    }

    [Fact]
    public async Task An_ack_that_waits_behind_the_time_limit_in_the_mailbox_counts()
    {
        using var gate = new ManualResetEventSlim();
        var snapshot = await _subscriber.ExpectMsgAsync<AuctionChanges>();
        _subscription.Tell(new AddCodes([new AddedCode(_cell, new CallbackActorRef(_ => gate.Wait(TimeSpan.FromSeconds(30))))])); // it is busy
        _time.Advance(TimeSpan.FromMinutes(5)); // which is said behind that
        _subscription.Tell(snapshot.Ack, _subscriber);
        gate.Set();
        Apply(1);

        var changes = await _subscriber.ExpectMsgAsync<AuctionChanges>(TimeSpan.FromSeconds(30)); // and not that it has ended

        Assert.Equal(1, changes[^1].Current.Revision);
    }

    [Fact]
    public async Task A_code_that_has_left_is_not_told_of_the_end_of_the_subscription()
    {
        var told = new List<object>();
        ICodeSubscription? followed = null;
        var code = new CallbackActorRef(message =>
        {
            lock (told) told.Add(message);
            if (message is AuctionActorProtocol.Follow follow) followed = follow.Subscription;
        });
        _subscriber.Reply((await _subscriber.ExpectMsgAsync<AuctionChanges>()).Ack);
        _subscription.Tell(new AddCodes([new AddedCode(_cell, code)]));
        await Handled(_subscription);
        followed!.OnReleased(code);
        await Handled(_subscription);
        lock (told) Assert.IsType<AuctionActorProtocol.Unfollow>(told[^1]);

        Watch(_subscription);
        Sys.Stop(_subscription);
        await ExpectTerminatedAsync(_subscription);

        lock (told) Assert.Single(told, message => message is AuctionActorProtocol.Unfollow);
    }

    [Fact]
    public async Task It_settles_when_its_subscriber_has_acknowledged_the_last_change()
    {
        var snapshot = await _subscriber.ExpectMsgAsync<AuctionChanges>();
        var feed = CreateTestProbe();
        _subscription.Tell(AuctionActorProtocol.Settle.Instance, feed);
        await Handled(_subscription);
        await feed.ExpectNoMsgAsync(TimeSpan.Zero);

        _subscription.Tell(snapshot.Ack, _subscriber);

        await feed.ExpectMsgAsync<AuctionActorProtocol.Settle>();
    }

    [Fact]
    public async Task A_code_that_is_left_is_delivered_no_more_and_its_counts_are_complete()
    {
        var snapshot = await _subscriber.ExpectMsgAsync<AuctionChanges>();
        Apply(1);
        await Settled(_code);

        _subscription.Tell(new ReplaceCodes([]));
        _subscription.Tell(snapshot.Ack, _subscriber);
        await Handled(_subscription);
        Apply(2);
        await Settled(_code);
        await Handled(_subscription);

        await _subscriber.ExpectNoMsgAsync(TimeSpan.Zero);
        Assert.Equal((1, 0, 1), _meter.Read() is var counts ? (counts.Revisions, counts.Delivered, counts.Conflated) : default);
    }

    [Fact]
    public async Task A_code_that_stays_goes_on_without_a_snapshot_and_one_that_comes_back_begins_with_one()
    {
        var snapshot = await _subscriber.ExpectMsgAsync<AuctionChanges>();
        _subscriber.Reply(snapshot.Ack);
        _subscription.Tell(new ReplaceCodes([new AddedCode(_cell, _code)]));
        Apply(1);
        var change = await _subscriber.ExpectMsgAsync<AuctionChanges>();
        Assert.DoesNotContain(change, one => one.Kind == ChangeKind.Snapshot);
        _subscriber.Reply(change.Ack);

        _subscription.Tell(new ReplaceCodes([]));
        await Handled(_subscription);
        Apply(2);
        _subscription.Tell(new ReplaceCodes([new AddedCode(_cell, _code)]));

        var back = Assert.Single(await _subscriber.ExpectMsgAsync<AuctionChanges>());
        Assert.Equal((ChangeKind.Snapshot, 2), (back.Kind, back.Current.Revision));
    }

    private void Apply(decimal price)
    {
        _cell.Offer(AuctionEvent.Of(Some.Record(price), Some.Morning));
        _code.Tell(WakeSignal.Instance);
    }

    /// <summary>Comes back when the actor has handled all that it was sent before.</summary>
    private static Task<ActorIdentity> Handled(IActorRef actor) => actor.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(30));

    private async Task Settled(IActorRef actor)
    {
        var probe = CreateTestProbe();
        actor.Tell(AuctionActorProtocol.Settle.Instance, probe);
        await probe.ExpectMsgAsync<AuctionActorProtocol.Settle>();
    }
}
