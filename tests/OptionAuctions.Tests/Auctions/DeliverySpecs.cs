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

namespace OptionAuctions.Tests.Auctions;

/// <summary>What each contract promises a subscriber that is slower than the market, on virtual time.</summary>
public sealed class DeliverySpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly FeedMeter _meter = Some.Meter();
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private readonly AuctionInbox _cell;
    private readonly IActorRef _code;
    private readonly TestProbe _subscriber;
    private IActorRef _subscription = ActorRefs.Nobody;

    public DeliverySpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _cell = Some.Inbox(_meter);
        _code = Sys.ActorOf(AuctionActor.Props(_cell, new CodeSubscriptions(_meter)));
        _subscriber = CreateTestProbe("subscriber");
    }

    [Fact]
    public async Task Every_revision_is_told_once_and_in_order_however_late_the_ack_is()
    {
        var snapshot = await SubscribeAsync(Delivery.Every(100));
        await HappenAsync(1, 2, 3);
        await AckAsync(snapshot);
        var first = await NextAsync();
        await HappenAsync(4, 5);
        await AckAsync(first);
        var second = await NextAsync();

        Assert.Equal([1m, 2m, 3m], Prices(first));
        Assert.Equal([4m, 5m], Prices(second));
        Assert.All([.. first, .. second], change => Assert.Equal(0, change.Conflated));
        Assert.Equal((5, 5, 0), Books());
    }

    [Fact]
    public async Task Marks_have_their_place_between_the_revisions()
    {
        var snapshot = await SubscribeAsync(Delivery.Every(100));
        await HappenAsync(1);
        _cell.Offer(AuctionEvent.Interrupted(Some.Morning.AddSeconds(1), GapReason.ConnectionLost));
        _cell.Offer(AuctionEvent.Resumed(Some.Morning.AddSeconds(2)));
        _cell.Offer(AuctionEvent.Of(Some.Record(2m), Some.Morning.AddSeconds(3)));
        await WakeAsync();
        await AckAsync(snapshot);

        Assert.Equal(
            [ChangeKind.Phase, ChangeKind.Indication, ChangeKind.Stale, ChangeKind.Gap, ChangeKind.Indication],
            (await NextAsync()).Select(change => change.Kind));
    }

    [Fact]
    public async Task Past_the_bound_it_ends_with_a_reason_and_its_books_are_closed()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(SubscriberRemoved));
        await SubscribeAsync(Delivery.Every(4));
        Watch(_subscription);
        await HappenAsync(1, 2, 3, 4, 5, 6);

        Assert.Equal(EndReason.Overrun, (await _subscriber.ExpectMsgAsync<SubscriptionEnded>()).Reason);
        Assert.Equal(
            (EndReason.Overrun, true),
            await host.ExpectMsgAsync<SubscriberRemoved>() is var told
                ? (told.Reason, told.Subscriber.EndsWith("subscriber", StringComparison.Ordinal))
                : default);
        await ExpectTerminatedAsync(_subscription);
        await WakeAsync();
        Assert.Equal((6, 0, 6), Books());
    }

    [Fact]
    public async Task Sampled_deliveries_are_an_interval_apart_and_hold_the_newest_state()
    {
        var snapshot = await SubscribeAsync(Delivery.Sampled(TimeSpan.FromSeconds(1)));
        await HappenAsync(1);
        await AckAsync(snapshot);
        await HappenAsync(2, 3);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        await Handled(_subscription);
        await _subscriber.ExpectNoMsgAsync(TimeSpan.Zero);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        var change = (await NextAsync()).Single(c => c.Kind == ChangeKind.Indication);
        Assert.Equal((3, 2), (change.Current.Revision, change.Conflated));
    }

    [Fact]
    public async Task A_timer_that_fires_a_little_early_is_set_again()
    {
        var snapshot = await SubscribeAsync(Delivery.Sampled(TimeSpan.FromSeconds(1)), new EarlyOnce(_time, TimeSpan.FromSeconds(1)));
        await AckAsync(snapshot);
        await HappenAsync(1);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        await Handled(_subscription);
        await _subscriber.ExpectNoMsgAsync(TimeSpan.Zero);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, (await NextAsync())[^1].Current.Revision);
    }

    [Fact]
    public async Task At_the_end_of_a_feed_a_sampled_subscriber_is_told_the_rest_at_once()
    {
        var snapshot = await SubscribeAsync(Delivery.Sampled(TimeSpan.FromHours(1)));
        await AckAsync(snapshot);
        await HappenAsync(1);
        var feed = CreateTestProbe();
        _subscription.Tell(AuctionActorProtocol.Settle.Instance, feed);
        await AckAsync(await NextAsync());

        await feed.ExpectMsgAsync<AuctionActorProtocol.Settle>();
        Assert.Equal((1, 1, 0), Books());
    }

    [Fact]
    public async Task Who_never_acknowledges_is_removed_with_a_reason()
    {
        await SubscribeAsync(Delivery.Latest);
        Watch(_subscription);
        _time.Advance(TimeSpan.FromSeconds(29));
        await Handled(_subscription);
        await _subscriber.ExpectNoMsgAsync(TimeSpan.Zero);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(EndReason.NeverAcknowledged, (await _subscriber.ExpectMsgAsync<SubscriptionEnded>()).Reason);
        await ExpectTerminatedAsync(_subscription);
    }

    [Fact]
    public async Task An_ack_in_time_begins_the_patience_anew()
    {
        var snapshot = await SubscribeAsync(Delivery.Latest);
        _time.Advance(TimeSpan.FromSeconds(20));
        await HappenAsync(1);
        await AckAsync(snapshot);
        await NextAsync();
        _time.Advance(TimeSpan.FromSeconds(20));
        await Handled(_subscription);

        await _subscriber.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_change_tells_how_far_behind_the_market_it_was_told()
    {
        var snapshot = await SubscribeAsync(Delivery.Latest);
        Assert.Null(snapshot[0].Lag);
        await HappenAsync(1); // of 08:45:00, as the clock is
        _time.Advance(TimeSpan.FromSeconds(7));
        await AckAsync(snapshot);

        Assert.Equal(TimeSpan.FromSeconds(7), (await NextAsync())[^1].Lag);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void A_bound_that_cannot_be_is_refused(int bound) => Assert.Throws<ArgumentOutOfRangeException>(() => Delivery.Every(bound));

    [Fact]
    public void An_interval_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Delivery.Sampled(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Delivery.Sampled(TimeSpan.FromHours(2)));
    }

    private async Task<AuctionChanges> SubscribeAsync(Delivery delivery, TimeProvider? time = null)
    {
        _subscription = Sys.ActorOf(SubscriptionActor.Props(
            new Subscribe(_subscriber) { Delivery = delivery }, TimeSpan.FromSeconds(30), _meter, time ?? _time));
        _subscription.Tell(new AddCodes([new AddedCode(_cell, _code)]));
        return await NextAsync();
    }

    private async Task<AuctionChanges> NextAsync() => await _subscriber.ExpectMsgAsync<AuctionChanges>(TimeSpan.FromSeconds(10));

    private async Task AckAsync(AuctionChanges changes)
    {
        _subscription.Tell(changes.Ack, _subscriber);
        await Handled(_subscription);
    }

    private async Task HappenAsync(params decimal[] prices)
    {
        foreach (var price in prices) _cell.Offer(AuctionEvent.Of(Some.Record(price), Some.Morning));
        await WakeAsync();
    }

    /// <summary>Returns when the code has folded.</summary>
    private async Task WakeAsync()
    {
        _code.Tell(WakeSignal.Instance);
        await Handled(_code);
    }

    private (long Revisions, long Delivered, long Conflated) Books() =>
        _meter.Read() is var counts ? (counts.Revisions, counts.Delivered, counts.Conflated) : default;

    private static decimal[] Prices(IEnumerable<AuctionChanged> changes) =>
        [.. changes.Where(c => c.Kind == ChangeKind.Indication).Select(c => c.Current.Latest.Price.ToDecimal()!.Value)];

    private static Task<ActorIdentity> Handled(IActorRef actor) => actor.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));

    /// <summary>A clock whose timers fire a millisecond before their time when they are set for so long.</summary>
    private sealed class EarlyOnce(TimeProvider time, TimeSpan due) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Timer(time.CreateTimer(callback, state, dueTime, period), due);

        private sealed class Timer(ITimer timer, TimeSpan due) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime == due ? dueTime - TimeSpan.FromMilliseconds(1) : dueTime, period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
