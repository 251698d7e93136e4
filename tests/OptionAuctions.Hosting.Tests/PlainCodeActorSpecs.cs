using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>Hosts' own actors that derive from nothing of ours: an <see cref="AuctionChanges"/> is heard, and its ack is answered.</summary>
public sealed class PlainCodeActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly Instrument OtherCode = new("C11612083");
    private static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(30);
    private static readonly Config OneThread = "threads-of-the-host { type = ForkJoinDispatcher, dedicated-thread-pool { thread-count = 1 } }";
    private readonly TestProbe _ear;
    private readonly TestProbe _events;

    public PlainCodeActorSpecs(ITestOutputHelper output)
        : base(AuctionHarness.Config.WithFallback(OneThread), output: output)
    {
        (_ear, _events) = (CreateTestProbe("ear"), CreateTestProbe("events"));
        Sys.EventStream.Subscribe(_events, typeof(IFeedEvent));
    }

    [Fact]
    public async Task It_hears_a_snapshot_and_then_each_record()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 1)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060, 1070));

        Assert.Equal([(ChangeKind.Snapshot, 0), (ChangeKind.Indication, 1), (ChangeKind.Indication, 2)], await HeardAsync());
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_acks_twice_hears_nothing_twice_and_nothing_early()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 2)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060, 1070, 1080));

        Assert.Equal([(ChangeKind.Snapshot, 0), (ChangeKind.Indication, 1), (ChangeKind.Indication, 2), (ChangeKind.Indication, 3)], await HeardAsync());
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_never_acks_is_named_and_holds_up_nobody()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 0)));
        var subscriber = await market.SubscribeAsync(Code);
        await subscriber.ExpectSnapshotAsync();
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060, 1070), Auction.Of(OtherCode).Opens().Then(500));

        Assert.Equal(Code, (await EventAsync<CodeLagging>()).Code);
        await subscriber.ExpectIndicationAsync(1060);
        await subscriber.ExpectIndicationAsync(1070);
        Assert.Equal(1, (await market.AuctionAsync(OtherCode)).Revision);
        Assert.Equal((ChangeKind.Snapshot, 0), Assert.Single(await HeardAsync())); // and that was all it asked for
    }

    [Fact]
    public async Task One_that_acks_after_its_subscription_has_ended_begins_anew()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 0)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060, 1070));
        var actor = await ActorAsync();
        await market.AdvanceAsync(AckTimeout);
        Assert.Equal(EndReason.NeverAcknowledged, (await EventAsync<SubscriberRemoved>()).Reason);

        actor.Tell(Plain.AckNow.Instance);
        await market.SettleAsync();

        Assert.Equal([(ChangeKind.Snapshot, 2)], await HeardAsync());
    }

    [Fact]
    public async Task One_that_never_acks_ends_with_its_code_all_the_same()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 0)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060));
        var actor = await ActorAsync();
        await WatchAsync(actor);

        market.Auctions.Tell(new AuctionProtocol.StopFollowing([Code]));
        await market.AdvanceAsync(AckTimeout);

        await ExpectTerminatedAsync(actor);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_does_not_ack_the_last_word_ends_with_its_code_all_the_same()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 1)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060));
        var actor = await ActorAsync();
        await WatchAsync(actor);
        actor.Tell(Plain.NoMoreAcks.Instance);

        market.Auctions.Tell(new AuctionProtocol.StopFollowing([Code]));
        await market.AdvanceAsync(AckTimeout);

        await ExpectTerminatedAsync(actor);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_throws_on_the_last_word_is_named_and_ends_with_its_code()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 0)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060));
        var actor = await ActorAsync();
        await WatchAsync(actor);
        market.Auctions.Tell(new AuctionProtocol.StopFollowing([Code]));
        await market.SettleAsync();
        actor.Tell(Plain.AckNow.Instance); // of the snapshot; the rest comes, and with it the end of the code
        await market.SettleAsync();

        actor.Tell(new InvalidOperationException("thrown by the test"));

        await ExpectTerminatedAsync(actor);
        Assert.Equal("InvalidOperationException: thrown by the test", (await EventAsync<CodeActorStopped>()).Reason);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_stops_itself_is_named_and_its_code_goes_on()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 1)));
        await market.SettleAsync();
        (await ActorAsync()).Tell(Plain.Stop.Instance);
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060));

        Assert.Equal((Code, "it stopped itself"), await EventAsync<CodeActorStopped>() is var e ? (e.Code, e.Reason) : default);
        Assert.Equal(1, (await market.AuctionAsync(Code)).Revision);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_throws_begins_anew_with_a_snapshot()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 1)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060));
        (await ActorAsync()).Tell(new InvalidOperationException("thrown by the test"));
        await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(8, 41)).Indicates(1070));

        Assert.Equal("InvalidOperationException: thrown by the test", (await EventAsync<CodeActorRestarted>()).Reason);
        Assert.Equal([(ChangeKind.Snapshot, 1), (ChangeKind.Indication, 2)], await HeardAsync());
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_may_have_children_timers_and_a_stash()
    {
        await using var market = Market(ear => Props.Create(() => new Preparing(ear)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060)); // it stashes the snapshot until it is prepared
        await _ear.ExpectMsgAsync("prepared");
        await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(8, 41)).Indicates(1070));

        Assert.Equal((ChangeKind.Snapshot, 0), (await HeardAsync())[0]);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_may_have_a_child_hear_and_ack()
    {
        await using var market = Market(ear => Props.Create(() => new Delegating(ear)));
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060));

        Assert.Equal([(ChangeKind.Snapshot, 0), (ChangeKind.Indication, 1)], await HeardAsync());
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_runs_on_the_dispatcher_that_its_Props_name()
    {
        await using var market = Market(ear => Props.Create(() => new Plain(ear, 1)).WithDispatcher("threads-of-the-host"));
        await market.SettleAsync();

        (await ActorAsync()).Tell(Plain.WhichThread.Instance, TestActor);

        Assert.Contains("threads-of-the-host", await ExpectMsgAsync<string>());
    }

    [Theory]
    [InlineData("no such constructor")]
    [InlineData("a constructor that throws")]
    [InlineData("no such dispatcher")]
    [InlineData("no such mailbox")]
    [InlineData("a producer that throws")]
    public async Task One_whose_Props_cannot_be_made_is_named_once_and_its_code_goes_on_without_it(string why)
    {
        await using var market = Market(ear => why switch
        {
            "no such constructor" => Props.Create<Plain>("and", "nothing", "else"),
            "a constructor that throws" => Props.Create(() => new Unmakeable()),
            "no such dispatcher" => Props.Create(() => new Plain(ear, 1)).WithDispatcher("of-nobody"),
            "no such mailbox" => Props.Create(() => new Plain(ear, 1)).WithMailbox("of-nobody"),
            _ => Props.CreateBy(new NothingToOffer()),
        });
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060));

        Assert.Equal(Code, (await EventAsync<CodeActorStopped>()).Code);
        Assert.Equal(1, (await market.AuctionAsync(Code)).Revision);
        await market.IdentityHoldsAsync();
        Assert.False(_events.HasMessages);
    }

    /// <summary>Two codes; the first has an actor of the host's own.</summary>
    private AuctionHarness Market(Func<IActorRef, Props> props)
    {
        var ear = _ear.Ref;
        return AuctionHarness.On(
            this,
            options => (options.Codes, options.Delivery.AckTimeout) = ([$"{Code}", $"{OtherCode}"], AckTimeout),
            actors: [(code, _) => code == Code ? props(ear) : null]);
    }

    /// <summary>What was heard since this was last asked, without what the clock and the registration bring along.</summary>
    private async Task<List<(ChangeKind Kind, int Revision)>> HeardAsync()
    {
        var heard = new List<(ChangeKind, int)>();
        while (_ear.HasMessages)
        {
            var (kind, revision) = await _ear.ExpectMsgAsync<(ChangeKind, int)>();
            if (kind is ChangeKind.Snapshot or ChangeKind.Indication) heard.Add((kind, revision));
        }

        return heard;
    }

    /// <summary>The actor, by what it told; all of that counts as heard.</summary>
    private async Task<IActorRef> ActorAsync()
    {
        await _ear.ExpectMsgAsync<(ChangeKind, int)>();
        var actor = _ear.LastSender;
        await HeardAsync();
        return actor;
    }

    private async Task<T> EventAsync<T>()
        where T : IFeedEvent => (T)await _events.FishForMessageAsync(message => message is T);

    /// <summary>Tells an ear what it hears, and acks each delivery so many times.</summary>
    private sealed class Plain(IActorRef ear, int acks) : UntypedActor
    {
        private int _acks = acks;
        private (IActorRef Sender, Ack Ack)? _owed;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case AuctionChanges changes:
                    foreach (var change in changes) ear.Tell((change.Kind, (int)change.Current.Revision));
                    for (var i = 0; i < _acks; i++) Sender.Tell(changes.Ack);
                    _owed = (Sender, changes.Ack);
                    break;
                case AckNow:
                    _owed!.Value.Sender.Tell(_owed.Value.Ack);
                    break;
                case NoMoreAcks:
                    _acks = 0;
                    break;
                case Stop:
                    Context.Stop(Self);
                    break;
                case WhichThread:
                    Sender.Tell(Thread.CurrentThread.Name ?? "");
                    break;
                case Exception thrown:
                    throw thrown;
            }
        }

        public sealed record AckNow { public static AckNow Instance { get; } = new(); }

        public sealed record NoMoreAcks { public static NoMoreAcks Instance { get; } = new(); }

        public sealed record Stop { public static Stop Instance { get; } = new(); }

        public sealed record WhichThread { public static WhichThread Instance { get; } = new(); }
    }

    /// <summary>Hears nothing until a child of its, which waits for a timer, is ready.</summary>
    private sealed class Preparing : ReceiveActor, IWithStash
    {
        public Preparing(IActorRef ear)
        {
            Context.ActorOf(Props.Create(() => new Child()));
            Receive<string>(_ =>
            {
                ear.Tell("prepared");
                Stash.UnstashAll();
                Become(() => Receive<AuctionChanges>(changes =>
                {
                    foreach (var change in changes) ear.Tell((change.Kind, (int)change.Current.Revision));
                    Sender.Tell(changes.Ack);
                }));
            });
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;

        private sealed class Child : ReceiveActor, IWithTimers
        {
            public Child() => Receive<string>(Context.Parent.Tell);

            public ITimerScheduler Timers { get; set; } = null!;

            protected override void PreStart() => Timers.StartSingleTimer("ready", "ready", TimeSpan.Zero);
        }
    }

    private sealed class Delegating : ReceiveActor
    {
        public Delegating(IActorRef ear)
        {
            var child = Context.ActorOf(Props.Create(() => new Plain(ear, 1)));
            ReceiveAny(child.Forward);
        }
    }

    private sealed class Unmakeable : ReceiveActor
    {
        public Unmakeable() => throw new InvalidOperationException("made of nothing");
    }

    /// <summary>Makes actors as a host's container does that lacks a service.</summary>
    private sealed class NothingToOffer : IIndirectActorProducer
    {
        public Type ActorType => typeof(Plain);

        public ActorBase Produce() => throw new InvalidOperationException("no service for it");

        public void Release(ActorBase actor)
        {
        }
    }
}
