using Akka.Actor;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Codes;

/// <summary>A router on virtual time, with a feed, a probe for its events, and a subscriber that acknowledges when asked to listen.</summary>
public abstract class CodeActorKit : Akka.TestKit.Xunit2.TestKit
{
    private readonly FeedMeter _meter;
    private int _routed;

    protected CodeActorKit(ITestOutputHelper output)
        : base(output: output)
    {
        _meter = new FeedMeter(Time);
        (Feed, Events, Subscriber) = (CreateTestProbe("feed"), CreateTestProbe("events"), CreateTestProbe("subscriber"));
        Sys.EventStream.Subscribe(Events, typeof(IFeedEvent));
    }

    protected FakeTimeProvider Time { get; } = new(Some.Morning);

    protected TestProbe Feed { get; }

    protected TestProbe Events { get; }

    protected TestProbe Subscriber { get; }

    protected IActorRef Router { get; private set; } = ActorRefs.Nobody;

    protected FeedCounts Counts => _meter.Read() with { Records = _routed };

    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Starts a router that follows two codes, unless the options say otherwise.</summary>
    protected void Start(Func<Instrument, ListedSeries?, Props?>? factory = null, Action<FeedOptions>? change = null, InstrumentList? listed = null) =>
        Start(factory is null ? [] : [factory], change, listed);

    protected void Start(IReadOnlyList<Func<Instrument, ListedSeries?, Props?>> factories, Action<FeedOptions>? change = null, InstrumentList? listed = null)
    {
        var options = Some.Options(o =>
        {
            o.Codes = [Some.Code.ToString(), Some.OtherCode.ToString()];
            o.Delivery.AckTimeout = TimeSpan.FromHours(24); // whoever is removed for silence here is not what is tested
            change?.Invoke(o);
        });
        var reference = ReferenceData.BuiltIn with { Instruments = listed ?? InstrumentList.Empty };
        Router = Sys.ActorOf(CodeRouterActor.Props(options, _meter, Time, reference, factories), "auctions");
        Router.Tell(new RoutingProtocol.FeedAttached(Feed));
        BatchRouted.OpenStream(Router, TestActor);
        ExpectMsg<BatchRouted>(Patience);
    }

    /// <summary>Hands the router these prices of a code, as one batch.</summary>
    protected Task RouteAsync(Instrument code, params decimal[] prices) => RouteAsync([.. prices.Select(price => Some.Record(price, code))]);

    /// <summary>Hands the router a record of each of these codes, as one batch.</summary>
    protected Task RouteAllAsync(IEnumerable<Instrument> codes, decimal price) => RouteAsync([.. codes.Select(code => Some.Record(price, code))]);

    private async Task RouteAsync(ExpectedExecution[] records)
    {
        var batch = RecordBatch.Rent(1, MarketTime.Now(Time));
        foreach (var record in records) batch.Add(record);
        _routed += records.Length;
        Router.Tell(batch);
        await ExpectMsgAsync<BatchRouted>(Patience);
    }

    /// <summary>The auction of a code, once all that was routed is in it.</summary>
    protected Task<AuctionState> AuctionAsync(Instrument code) => Router.Ask<AuctionState>(new AuctionProtocol.GetAuction(code), Patience);

    /// <summary>The next delivery to the subscriber, acknowledged.</summary>
    protected async Task<List<AuctionChanged>> DeliveredAsync()
    {
        var changes = await Subscriber.ExpectMsgAsync<AuctionChanges>(Patience);
        var copy = changes.ToList();
        Subscriber.Reply(changes.Ack);
        return copy;
    }

    protected async Task SubscribeAsync(params Instrument[] codes)
    {
        Router.Tell(new Subscribe(Subscriber, codes));
        for (var snapshots = 0; snapshots < codes.Length;) snapshots += (await DeliveredAsync()).Count(c => c.Kind == ChangeKind.Snapshot);
    }

    protected async Task<T> EventAsync<T>()
        where T : IFeedEvent => (T)await Events.FishForMessageAsync(message => message is T, Patience);

    /// <summary>The events so far that are of one kind; none is waited for.</summary>
    protected async Task<List<T>> EventsSoFarAsync<T>()
    {
        var told = new List<T>();
        Events.Tell(TestEnd.Instance);
        await Events.FishForMessageAsync(
            message =>
            {
                if (message is T wanted) told.Add(wanted);
                return message is TestEnd;
            },
            Patience);
        return told;
    }

    /// <summary>Ends the stream and waits until everybody heard of everything: then the books have to be closed.</summary>
    protected async Task TheIdentityHoldsAsync()
    {
        Subscriber.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            if (message is AuctionChanges changes) sender.Tell(changes.Ack, Subscriber);
            return AutoPilot.KeepRunning;
        }));
        while (Subscriber.HasMessages)
            if (await Subscriber.ReceiveOneAsync(TimeSpan.Zero) is AuctionChanges changes) Subscriber.Reply(changes.Ack);
        Router.Tell(RoutingProtocol.StreamCompleted.Instance);
        await Feed.FishForMessageAsync(message => message is RoutingProtocol.Settled, Patience);
        Assert.Equal("holds", Counts.Identity);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _meter.Dispose();
    }

    /// <summary>What a custom actor heard.</summary>
    protected sealed record Told(Instrument Code, string Of, long Revision, long Conflated = 0);

    /// <summary>Tells a probe what it hears, and does with each record what the test says.</summary>
    protected sealed class Strategy(IActorRef probe, Action<AuctionState>? onRecord = null) : CodeActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        protected override void OnSnapshot(in AuctionState auction) => Tell("snapshot", auction);

        protected override void OnRecord(in AuctionChanged change)
        {
            Tell("record", change.Current, change.Conflated);
            onRecord?.Invoke(change.Current);
        }

        protected override void OnPhase(in AuctionState auction) => Tell("phase", auction);

        protected override void OnGap(in AuctionState auction) => Tell("gap", auction);

        protected override void OnStale(in AuctionState auction) => Tell("stale", auction);

        protected override void OnRegistration(in AuctionState auction) => Tell(auction.Registration.ToString(), auction);

        protected override void OnMessage(object message)
        {
            if (message is "timer") Timers.StartSingleTimer("once", "timed", TimeSpan.Zero);
            else probe.Tell(message);
        }

        private void Tell(string of, in AuctionState auction, long conflated = 0) => probe.Tell(new Told(auction.Code, of, auction.Revision, conflated));
    }

    private sealed record TestEnd
    {
        public static TestEnd Instance { get; } = new();
    }
}
