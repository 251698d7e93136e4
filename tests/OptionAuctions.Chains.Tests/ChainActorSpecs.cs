using System.Globalization;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;
using static OptionAuctions.Chains.ChainProtocol;
using static OptionAuctions.Chains.Tests.SomeChain;

namespace OptionAuctions.Chains.Tests;

/// <summary>A probe plays the router; another one watches the chain.</summary>
public sealed class ChainActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BrokenOnceTime _time = new();
    private readonly TestProbe _router;
    private readonly TestProbe _watcher;
    private readonly IActorRef _chain;

    public ChainActorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _router = CreateTestProbe("router");
        _watcher = CreateTestProbe("watcher");
        _chain = Sys.ActorOf(ChainActor.Props(_router, Chain, new PricingTerms(), _time));
    }

    [Fact]
    public async Task It_subscribes_to_the_codes_of_its_chain()
    {
        var subscribe = await _router.ExpectMsgAsync<Subscribe>();

        Assert.Equal(_chain, subscribe.Subscriber);
        Assert.Equal(Chain.Codes, subscribe.Codes);
    }

    [Fact]
    public async Task With_a_share_and_a_future_it_subscribes_to_them_too_and_takes_their_prices_from_their_auctions()
    {
        var chain = new OptionChain(Chain.Underlying, Chain.Expiry, Chain.Series) { Stock = new Instrument("005930"), Future = new Instrument("A11612") };
        var router = CreateTestProbe();
        var actor = Sys.ActorOf(ChainActor.Props(router, chain, new PricingTerms(), _time));
        Assert.Equal([.. Chain.Codes, chain.Stock, chain.Future], (await router.ExpectMsgAsync<Subscribe>()).Codes);

        var changes = new AuctionChanges();
        foreach (var (code, won) in new[] { (chain.Stock, 161_200m), (chain.Future, 161_500m) })
        {
            var state = Call(160_000, 4_200);
            state.Latest = new ExpectedExecution(
                code, state.Latest.Time, Won.Of(won), Won.Of(0), new ChangeSign(ChangeDirection.Flat), Percent.Of(0), state.Latest.Phase);
            changes.Add(ChangeKind.Indication, state);
        }

        actor.Tell(changes, TestActor);
        await ExpectMsgAsync<Ack>();
        var view = await actor.Ask<ChainView>(new GetChain());

        Assert.Equal((161_200.0, "H0STASP0 forecast"), (view.Spot.Price.Value, view.Spot.Source));
        Assert.Equal((161_500.0, "H0ZFANC0 forecast"), (view.Future.Price.Value, view.Future.Source));
    }

    [Fact]
    public async Task That_of_what_is_followed_registers_nothing_and_takes_the_codes_of_its_chain()
    {
        var chain = new OptionChain(Chain.Underlying, Chain.Expiry, Chain.Series) { Stock = new Instrument("005930") };
        var router = CreateTestProbe();
        Sys.ActorOf(ChainActor.PropsOfFollowed(router, chain, new PricingTerms(), _time));

        var subscribe = await router.ExpectMsgAsync<Subscribe>();

        Assert.Null(subscribe.Codes);
        Assert.All([.. Chain.Codes, chain.Stock], code => Assert.True(subscribe.Where!(code, null)));
        Assert.False(subscribe.Where!(new Instrument("A11612"), null));
        Assert.False(subscribe.Where!(default, null));
    }

    [Fact]
    public async Task Asked_it_answers_with_what_it_heard_as_of_now()
    {
        await Deliver(Call(160_000, 4_200), Put(160_000, 3_200));
        _time.Advance(TimeSpan.FromMinutes(5));

        var view = await _chain.Ask<ChainView>(new GetChain());

        Assert.Equal(161_000, view.Forward.Value);
        Assert.Equal((SomeChain.Morning.AddMinutes(5), MarketTime.Offset), (view.AsOf, view.AsOf.Offset));
    }

    [Fact]
    public async Task A_watcher_first_hears_the_chain_as_it_is()
    {
        await Deliver(Call(160_000, 4_200));
        _chain.Tell(new WatchChain(_watcher));

        Assert.Equal(Won.Of(4_200), (await _watcher.ExpectMsgAsync<ChainView>()).Rows[1].Call.Price);
    }

    [Fact]
    public async Task A_delivery_of_many_changes_is_told_once()
    {
        await Watched();
        await Deliver(Call(160_000, 4_200), Put(160_000, 3_200), Call(155_000, 7_000));

        var told = await NextWord<ChainChanged>();

        Assert.Equal((161_000.0, Won.Of(7_000)), (told.View.Forward.Value, told.View.Rows[0].Call.Price));
        await NothingMore();
    }

    [Fact]
    public async Task The_watcher_has_heard_when_the_router_is_asked_for_more()
    {
        await Watched();
        var changes = Changes(Call(160_000, 4_200));

        _chain.Tell(changes, _watcher); // what one actor tells another arrives in the order in which it was told

        await NextWord<ChainChanged>();
        Assert.Same(changes.Ack, await NextWord<Ack>());
    }

    [Fact]
    public async Task A_delivery_that_changes_no_price_is_not_told()
    {
        await Watched();
        await Deliver(Call(160_000, 4_200));
        await NextWord<ChainChanged>();

        await Deliver(Call(160_000, 4_200) with { Revision = 2 });
        _time.Advance(TimeSpan.FromMinutes(1));
        await Deliver(Call(160_000, 4_200) with { Revision = 3 });

        await NothingMore();
    }

    [Fact]
    public async Task One_change_among_many_that_are_none_is_told()
    {
        await Watched();
        await Deliver(Call(160_000, 4_200), Put(160_000, null));

        Assert.Equal(Won.Of(4_200), (await NextWord<ChainChanged>()).View.Rows[1].Call.Price);
    }

    [Fact]
    public async Task A_price_that_is_no_longer_current_is_told()
    {
        await Watched();
        await Deliver(Call(160_000, 4_200));
        await NextWord<ChainChanged>();
        await Deliver(Auction(isCall: true, 160_000, 4_200, StaleReason.ConnectionLost));

        Assert.True((await NextWord<ChainChanged>()).View.Rows[1].Call.IsStale);
    }

    [Fact]
    public async Task What_changed_while_nobody_watched_is_not_told_twice()
    {
        await Deliver(Call(160_000, 4_200));
        await Watched();
        await Deliver(Call(160_000, 4_200));

        await NothingMore();
    }

    [Fact]
    public async Task Watching_twice_is_told_once()
    {
        await Watched();
        await Watched();
        await Deliver(Call(160_000, 4_200));
        await NextWord<ChainChanged>();

        await NothingMore();
    }

    [Fact]
    public async Task Who_no_longer_watches_is_told_nothing()
    {
        await Watched();
        _chain.Tell(new UnwatchChain(_watcher));
        await Deliver(Call(160_000, 4_200));

        await NothingMore();
    }

    [Fact]
    public async Task The_end_of_a_watcher_ends_the_telling()
    {
        await Watched();
        Watch(_watcher);
        Sys.Stop(_watcher);
        await ExpectTerminatedAsync(_watcher);

        var price = 4_200m;
        await AwaitAssertAsync(async () => // the chain hears of the end a moment later than the watcher itself
        {
            var letters = CreateTestProbe();
            Sys.EventStream.Subscribe(letters, typeof(DeadLetter));
            await Deliver(Call(160_000, price += 10));
            Sys.DeadLetters.Tell("after the delivery");
            Assert.Equal("after the delivery", (await letters.ExpectMsgAsync<DeadLetter>()).Message);
        });
    }

    [Fact]
    public async Task A_price_of_the_share_or_the_future_is_told_when_it_is_another()
    {
        await Watched();

        _chain.Tell(new UpdateSpot(Given(160_900)));
        Assert.Equal(160_900, (await NextWord<ChainChanged>()).View.Spot.Price.Value);
        _chain.Tell(new UpdateFuture(Given(161_500)));
        var view = (await NextWord<ChainChanged>()).View;
        Assert.Equal((160_900.0, 161_500.0), (view.Spot.Price.Value, view.Future.Price.Value));

        _chain.Tell(new UpdateSpot(Given(160_900) with { At = SomeChain.Morning.AddSeconds(1) }));
        await NothingMore();
        Assert.Equal(SomeChain.Morning.AddSeconds(1), (await _chain.Ask<ChainView>(new GetChain())).Spot.At);
    }

    [Fact]
    public async Task A_refused_code_is_told_and_named()
    {
        await Watched();
        var refused = Code(isCall: true, 165_000);
        await EventFilter.Warning(contains: "B11612165 of the chain 005930 2026-12-10 is not followed and has no price: 820 codes are followed already")
            .ExpectOneAsync(Patience, () => Task.Run(() => _chain.Tell(new SubscriptionRefused(refused, 820))));

        Assert.Equal([refused], (await NextWord<ChainChanged>()).View.Refused);
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    public async Task A_refused_code_is_logged_with_the_expiry_of_its_chain_in_any_culture(string culture)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Warning));
        await Watched();
        _chain.Tell(new SubscriptionRefused(Code(isCall: true, 165_000), 820));

        var warning = await FishForMessageAsync<Warning>(
            logged => logged.LogSource.Contains(_chain.Path.Name, StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        CultureInfo.CurrentCulture = new CultureInfo(culture); // of this test alone: it flows to nobody else
        Assert.Contains(" of the chain 005930 2026-12-10 is not followed and has no price: 820 codes", warning.Message.ToString());
    }

    [Fact]
    public async Task One_whose_subscription_was_ended_says_so_and_subscribes_again()
    {
        await _router.ExpectMsgAsync<Subscribe>();

        await EventFilter.Warning(contains: "The subscription of the chain 005930 2026-12-10 has ended and begins again: not acknowledged")
            .ExpectOneAsync(Patience, () => Task.Run(() => _chain.Tell(new SubscriptionEnded(EndReason.NeverAcknowledged, "not acknowledged"))));

        Assert.Equal(Chain.Codes, (await _router.ExpectMsgAsync<Subscribe>(Patience)).Codes);
    }

    [Fact]
    public async Task A_new_life_subscribes_again_and_keeps_its_watchers()
    {
        await Watched();
        await _router.ExpectMsgAsync<Subscribe>();
        await Deliver(Call(160_000, 4_200));
        await NextWord<ChainChanged>();
        _time.Break();
        _chain.Tell(new GetChain());

        await _router.ExpectMsgAsync<Subscribe>();
        Assert.Equal(IndicativeQuote.None, (await NextWord<ChainView>()).Rows[1].Call);
        await Deliver(Call(160_000, 4_300));
        Assert.Equal(Won.Of(4_300), (await NextWord<ChainChanged>()).View.Rows[1].Call.Price);
    }

    /// <summary>The snapshots bring the prices of the options again. Nobody would bring those of share and future.</summary>
    [Fact]
    public async Task A_new_life_keeps_the_prices_that_it_was_given()
    {
        await Watched();
        _chain.Tell(new UpdateSpot(Given(160_900)));
        await NextWord<ChainChanged>();
        _chain.Tell(new UpdateFuture(Given(161_500)));
        await NextWord<ChainChanged>();

        _time.Break();
        _chain.Tell(new GetChain());
        var view = await NextWord<ChainView>(); // that of a watcher, who is added again

        Assert.Equal((160_900.0, 161_500.0), (view.Spot.Price.Value, view.Future.Price.Value));
    }

    /// <summary>The price that came while the former life was failing is newer than what that life remembers.</summary>
    [Fact]
    public async Task A_new_life_prefers_a_price_that_was_waiting()
    {
        await Watched();
        _chain.Tell(new UpdateSpot(Given(160_900)));
        await NextWord<ChainChanged>();

        _time.HoldAndBreak();
        _chain.Tell(new GetChain());
        _chain.Tell(new UpdateSpot(Given(160_700)));
        _time.Release();

        Assert.Equal(160_700, (await NextWord<ChainView>()).Spot.Price.Value); // that of a watcher, who is added again
        Assert.Equal(160_700, (await _chain.Ask<ChainView>(new GetChain())).Spot.Price.Value);
    }

    /// <summary>One delivery, as the subscription makes it; comes back when it is acknowledged.</summary>
    private async Task Deliver(params AuctionState[] auctions)
    {
        var changes = Changes(auctions);
        var subscription = CreateTestProbe();
        _chain.Tell(changes, subscription);
        Assert.Same(changes.Ack, await subscription.ExpectMsgAsync<Ack>());
    }

    private static PriceInput Given(double price) => new(price, "a test", SomeChain.Morning, IsStale: false);

    private static AuctionChanges Changes(params AuctionState[] auctions)
    {
        var changes = new AuctionChanges();
        foreach (var auction in auctions) changes.Add(ChangeKind.Indication, auction, 0);
        return changes;
    }

    private async Task Watched()
    {
        _chain.Tell(new WatchChain(_watcher));
        await _watcher.ExpectMsgAsync<ChainView>();
    }

    private async Task<T> NextWord<T>() => await _watcher.ExpectMsgAsync<T>();

    /// <summary>Whatever was said before this comes before it.</summary>
    private async Task NothingMore()
    {
        _chain.Tell(new GetChain(), _watcher);
        await _watcher.ExpectMsgAsync<ChainView>();
    }

    /// <summary>Virtual time that throws once when told to; held, it does so when it is released.</summary>
    private sealed class BrokenOnceTime : FakeTimeProvider
    {
        private readonly TaskCompletionSource _released = new();
        private bool _broken;
        private bool _held;

        public BrokenOnceTime()
            : base(SomeChain.Morning)
        {
        }

        public void Break() => Volatile.Write(ref _broken, true);

        public void HoldAndBreak()
        {
            Volatile.Write(ref _held, true);
            Break();
        }

        public void Release() => _released.SetResult();

        public override DateTimeOffset GetUtcNow()
        {
            if (!Interlocked.Exchange(ref _broken, false)) return base.GetUtcNow();
            if (Volatile.Read(ref _held)) Assert.True(_released.Task.Wait(Patience));
            throw new InvalidOperationException("the clock is broken");
        }
    }
}
