using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Streams;
using OptionAuctions.Dispatch;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>A feed without a socket, on the dispatcher that it has in production, and a subscriber on the same one.</summary>
public sealed class OnFeedDispatcherSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly FeedMeter _meter = new(TimeProvider.System);
    private readonly MessageIntake _intake;
    private readonly IActorRef _router;

    public OnFeedDispatcherSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _intake = new MessageIntake(batchesQueued: 64, _meter);
        _router = Sys.ActorOf(FeedDispatcher.On(
            Sys, CodeRouterActor.Props(Some.Options(o => o.Codes = [$"{Some.Code}", $"{Some.OtherCode}"]), _meter, TimeProvider.System)));
        FeedGraph.Create(_intake, _router).Run(Sys.Materializer(ActorMaterializerSettings.Create(Sys).WithDispatcher(FeedDispatcher.Id)));
    }

    [Fact]
    public async Task A_subscriber_there_is_told_of_each_price_in_order()
    {
        var heard = new BlockingCollection<decimal>();
        await SubscribeAsync(heard);
        for (var price = 1; price <= 1000; price++)
        {
            HandOver(price);
            Assert.Equal(price, Next(heard));
        }
    }

    [Fact]
    public async Task One_that_throws_there_begins_anew_with_a_snapshot_and_the_feed_goes_on()
    {
        var heard = new BlockingCollection<decimal>();
        await SubscribeAsync(heard, throwsAt: 2);
        var other = new BlockingCollection<decimal>();
        await SubscribeAsync(other);

        HandOver(1);
        Assert.Equal(1, Next(heard));
        HandOver(2);
        Assert.Equal(2, Next(heard)); // the snapshot that it begins anew with
        HandOver(3);
        Assert.Equal(3, Next(heard));
        for (var price = 0m; price < 3;)
        {
            var next = Next(other);
            Assert.True(next > price);
            price = next;
        }
    }

    [Fact]
    public async Task It_can_be_made_before_the_feed_on_a_system_that_knows_nothing_of_it()
    {
        using var system = ActorSystem.Create("plain");
        var place = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        system.ActorOf(Props.Create(() => new Placed(place)).OnFeedDispatcher(system));

        Assert.Equal(FeedDispatcher.Id, await place.Task.WaitAsync(RemainingOrDefault));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _meter.Dispose();
    }

    private decimal Next(BlockingCollection<decimal> heard) =>
        heard.TryTake(out var one, RemainingOrDefault) ? one : throw new TimeoutException("nothing was heard");

    private Task SubscribeAsync(BlockingCollection<decimal> heard, decimal? throwsAt = null)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var once = new Throws { At = throwsAt };
        Sys.ActorOf(Props.Create(() => new RecordingSubscriber(_router, heard, once, begun)).OnFeedDispatcher(Sys));
        return begun.Task.WaitAsync(RemainingOrDefault);
    }

    private void HandOver(int price)
    {
        var batch = _intake.Begin(1, Some.Morning);
        _intake.Decoder.Decode(Some.Message((Some.Code, price)), batch);
        _intake.HandOver(batch);
    }

    private sealed class Throws
    {
        public decimal? At { get; set; }
    }

    private sealed class RecordingSubscriber(IActorRef auctions, BlockingCollection<decimal> heard, Throws throws, TaskCompletionSource begun)
        : SubscriberActor(auctions, [Some.Code])
    {
        protected override void OnChange(in AuctionChanged change)
        {
            if (change is { Current.Revision: > 0, Kind: ChangeKind.Indication or ChangeKind.Snapshot }) Hear(change.Current.Latest.Price.ToDecimal()!.Value);
            begun.TrySetResult();
        }

        private void Hear(decimal price)
        {
            if (price == throws.At)
            {
                throws.At = null;
                throw new InvalidOperationException("thrown by the test");
            }

            heard.Add(price);
        }
    }

    private sealed class Placed : UntypedActor
    {
        public Placed(TaskCompletionSource<string> place) => place.SetResult(Context.Dispatcher.Id);

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
