using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.TestKit;
using Akka.TestKit;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>The stream behind the same subscription; a probe plays the router.</summary>
public sealed class AuctionSourceSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    private TestProbe Router { get => field ??= CreateTestProbe("auctions"); }

    [Fact]
    public async Task A_run_is_a_subscription_and_its_end_is_the_end_of_it()
    {
        var stream = AuctionSource.Of(Router, [Some.Code], Delivery.Every(7)).ViaMaterialized(KillSwitches.Single<AuctionChanged>(), Keep.Right)
            .To(Sink.Ignore<AuctionChanged>()).Run(Sys.Materializer());
        var asked = await Router.ExpectMsgAsync<Subscribe>();

        Assert.Equal((Delivery.Every(7), Some.Code), (asked.Delivery, Assert.Single(asked.Codes!)));
        stream.Shutdown();
        Assert.Equal(asked.Subscriber, (await Router.ExpectMsgAsync<Unsubscribe>()).Subscriber);
    }

    [Fact]
    public async Task It_can_be_of_an_underlying_or_of_what_meets_a_condition()
    {
        var series = InstrumentList.Load(Repository.MasterFile).Series;
        var (samsung, other) = (series.First(one => one.Underlying.Symbol == "005930"), series.First(one => one.Underlying.Symbol != "005930"));

        Run(AuctionSource.Of(Router, "005930", Delivery.Every(7)));
        var asked = await Router.ExpectMsgAsync<Subscribe>();
        Assert.Equal(
            (null, Delivery.Every(7), true, false),
            (asked.Codes, asked.Delivery, asked.Where!(samsung.Code, samsung), asked.Where(other.Code, other)));

        Run(AuctionSource.Of(Router, (code, _) => code == Some.Code));
        asked = await Router.ExpectMsgAsync<Subscribe>();
        Assert.Equal((null, Delivery.Latest, true, false), (asked.Codes, asked.Delivery, asked.Where!(Some.Code, null), asked.Where(Some.OtherCode, null)));
    }

    [Fact]
    public async Task What_is_not_pulled_is_not_asked_for()
    {
        var stream = Run();
        var asked = await Router.ExpectMsgAsync<Subscribe>();
        var subscription = CreateTestProbe("subscription");
        var changes = Changes(3);
        asked.Subscriber.Tell(changes, subscription);

        for (var i = 0; i < 3; i++)
        {
            await subscription.ExpectNoMsgAsync(TimeSpan.Zero);
            Assert.Equal(i, (await stream.RequestNextAsync()).Conflated);
        }

        Assert.Same(changes.Ack, await subscription.ExpectMsgAsync<Ack>());
    }

    [Fact]
    public async Task A_subscription_that_ends_fails_the_stream_with_why()
    {
        var stream = Run();
        var asked = await Router.ExpectMsgAsync<Subscribe>();
        asked.Subscriber.Tell(new SubscriptionEnded(EndReason.Overrun, "too slow"));

        Assert.Equal("too slow", (await FailureAsync(stream)).Message);
    }

    [Fact]
    public async Task A_refused_code_fails_the_stream_by_name()
    {
        var stream = Run();
        var asked = await Router.ExpectMsgAsync<Subscribe>();
        asked.Subscriber.Tell(new SubscriptionRefused(Some.Code, 3));

        Assert.Contains(Some.Code.ToString(), (await FailureAsync(stream)).Message);
    }

    [Fact]
    public async Task The_end_of_the_router_fails_the_stream()
    {
        var stream = Run();
        await Router.ExpectMsgAsync<Subscribe>();
        Sys.Stop(Router);

        await FailureAsync(stream);
    }

    [Fact]
    public async Task It_can_be_read_with_await_foreach_and_leaving_the_loop_ends_it()
    {
        var router = Router; // made by whoever asks first, and two ask here
        var reading = Task.Run(async () =>
        {
            await foreach (var change in AuctionSource.ReadAsync(router, Sys.Materializer(), [Some.Code])) return change;
            return default;
        });
        var asked = await Router.ExpectMsgAsync<Subscribe>(TimeSpan.FromSeconds(10));
        asked.Subscriber.Tell(Changes(1), CreateTestProbe());

        Assert.Equal(ChangeKind.Indication, (await reading.WaitAsync(TimeSpan.FromSeconds(10))).Kind);
        Assert.Equal(asked.Subscriber, (await Router.ExpectMsgAsync<Unsubscribe>(TimeSpan.FromSeconds(10))).Subscriber);
    }

    private TestSubscriber.Probe<AuctionChanged> Run() => Run(AuctionSource.Of(Router, [Some.Code]));

    private TestSubscriber.Probe<AuctionChanged> Run(Source<AuctionChanged, NotUsed> source) =>
        source.RunWith(this.SinkProbe<AuctionChanged>(), Sys.Materializer());

    private static async Task<SubscriptionEndedException> FailureAsync(TestSubscriber.Probe<AuctionChanged> stream) =>
        Assert.IsType<SubscriptionEndedException>(await stream.ExpectSubscriptionAndErrorAsync());

    private static AuctionChanges Changes(int count)
    {
        var changes = new AuctionChanges();
        for (var i = 0; i < count; i++) changes.Add(ChangeKind.Indication, Some.Inbox(Some.Meter()).State, i);
        return changes;
    }
}
