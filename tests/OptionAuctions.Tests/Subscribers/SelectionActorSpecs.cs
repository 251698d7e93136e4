using Akka.Actor;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Auctions;
using OptionAuctions.Subscribers;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>The actor of a selection that follows the money; probes play the router and its subscription.</summary>
public sealed class SelectionActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Instrument Stock = new("005930");
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private readonly ReferenceData _reference = ReferenceData.BuiltIn with
    {
        Instruments = InstrumentList.Load(Path.Combine(Repository.Root, "config", "fo_stk_code_mts.mst")),
    };

    private readonly TestProbe _router, _subscription;
    private readonly decimal _money, _step;

    public SelectionActorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        (_router, _subscription) = (CreateTestProbe("auctions"), CreateTestProbe("subscription"));
        var strikes = Selection().Current.InChainOrder.Select(series => series.Strike).Distinct().ToArray();
        (_money, _step) = (strikes[1], strikes[2] - strikes[1]);
    }

    [Fact]
    public async Task A_gap_of_the_stock_moves_it_and_what_left_stays_while_there_is_room()
    {
        var actor = await StartAsync(room: 100);
        var before = Selection().Current.Codes.ToArray();

        Tell(actor, Forecast(_money + (3 * _step)));

        var asked = await _router.ExpectMsgAsync<Subscribe>();
        Assert.True(asked.Continues);
        Assert.Equal([2 * _step, 3 * _step, 4 * _step], StrikesOf(asked.Codes!).Take(3 * 2).Distinct().Order().Select(strike => strike - _money));
        Assert.Empty(before.Except(asked.Codes!));
        Assert.Equal(asked.Codes!.Count, asked.Codes.Distinct().Count());
    }

    [Fact]
    public async Task Without_room_the_codes_that_left_are_not_followed_any_more()
    {
        var room = Selection().Current.Codes.Count();
        var actor = await StartAsync(room);

        Tell(actor, Forecast(_money + (4 * _step)));

        var asked = await _router.ExpectMsgAsync<Subscribe>();
        var stopped = await _router.ExpectMsgAsync<StopFollowing>();
        Assert.Equal(room, asked.Codes!.Count);
        Assert.Equal(6, stopped.Codes.Count); // the stock and its future stay
        Assert.Empty(stopped.Codes.Intersect(asked.Codes));
    }

    [Fact]
    public async Task A_code_that_others_want_is_followed_although_it_has_left()
    {
        var before = Selection().Current.Codes.ToArray();
        var actor = await StartAsync(before.Length, kept: [before[0]]);

        Tell(actor, Forecast(_money + (4 * _step)));

        await _router.ExpectMsgAsync<Subscribe>();
        var stopped = await _router.ExpectMsgAsync<StopFollowing>();
        Assert.Equal(5, stopped.Codes.Count);
        Assert.DoesNotContain(before[0], stopped.Codes);
    }

    [Fact]
    public async Task A_band_by_delta_is_as_wide_as_the_call_and_the_put_at_the_money_imply()
    {
        var actor = await StartAsync(room: 100, query => (query.Atm, query.Delta) = (null, 0.25));
        var before = Selection(query => (query.Atm, query.Delta) = (null, 0.25)).Current.InChainOrder;
        var pair = before.Where(series => series.Strike == _money).ToArray();
        var each = _money / 10; // together a fifth of the price

        Tell(actor, Forecast(_money), Priced(pair.Single(one => one.IsCall).Code, each), Priced(pair.Single(one => !one.IsCall).Code, each));

        var asked = await _router.ExpectMsgAsync<Subscribe>();
        var wanted = Selection(query => (query.Atm, query.Delta) = (null, 0.25));
        Assert.True(wanted.Move(_money, _ => 0.2 * Math.Sqrt(Math.PI / 2)));
        Assert.NotEqual(before.Count, wanted.Current.InChainOrder.Count);
        Assert.Equal(wanted.Current.Codes, asked.Codes!.Take(wanted.Current.Codes.Count()));
    }

    [Fact]
    public async Task Between_two_moves_it_cools_down_and_then_goes_to_where_the_money_is_by_then()
    {
        var actor = await StartAsync(room: 100);
        Tell(actor, Forecast(_money + (2 * _step)));
        await _router.ExpectMsgAsync<Subscribe>();

        Tell(actor, Forecast(_money + (4 * _step)));
        await _subscription.ExpectMsgAsync<Ack>();
        await _subscription.ExpectMsgAsync<Ack>();
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
        _time.Advance(Selection().Query.CoolDown);

        var asked = await _router.ExpectMsgAsync<Subscribe>();
        Assert.Contains(_money + (4 * _step), StrikesOf(asked.Codes!).Take(2));
    }

    [Fact]
    public async Task In_the_minute_without_cancelling_it_does_not_move_unless_it_is_asked_to()
    {
        _time.Advance(new DateTimeOffset(2026, 11, 23, 8, 59, 30, MarketTime.Offset) - Some.Morning);
        var actor = await StartAsync(room: 100);
        Tell(actor, Forecast(_money + (3 * _step)));
        await _subscription.ExpectMsgAsync<Ack>();
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);

        var bold = await StartAsync(room: 100, query => query.MovesInNoCancel = true);
        Tell(bold, Forecast(_money + (3 * _step)));
        await _router.ExpectMsgAsync<Subscribe>();
    }

    [Fact]
    public async Task Without_a_forecast_the_stocks_quotes_are_gone_by_and_without_these_what_calls_and_puts_imply()
    {
        var actor = await StartAsync(room: 100);
        var book = new AuctionState(Stock);
        book._facts = book.Facts with { Detail = new RecordDetail { Bid = Won.Of(_money + (2 * _step) - 100), Ask = Won.Of(_money + (2 * _step) + 100) } };
        Tell(actor, book);
        Assert.Contains(_money + (2 * _step), StrikesOf((await _router.ExpectMsgAsync<Subscribe>()).Codes!).Take(2));

        var other = await StartAsync(room: 100);
        var pair = Selection().Current.InChainOrder.Where(series => series.Strike == _money).ToArray();
        Tell(other, Priced(pair.Single(one => one.IsCall).Code, 9_000), Priced(pair.Single(one => !one.IsCall).Code, 9_000 - (2 * _step)));
        Assert.Contains(_money + (2 * _step), StrikesOf((await _router.ExpectMsgAsync<Subscribe>()).Codes!).Take(2));
    }

    [Fact]
    public async Task A_forecast_that_is_stale_moves_nothing()
    {
        var actor = await StartAsync(room: 100);
        var stale = Forecast(_money + (3 * _step));
        stale.Stale = StaleReason.ConnectionLost;
        Tell(actor, stale);

        await _subscription.ExpectMsgAsync<Ack>();
        await _router.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    private MovingSelection Selection(Action<SeriesQuery>? change = null)
    {
        var query = new SeriesQuery { Underlying = "005930", Expiries = 1, Atm = 1, Moves = true, Spot = true, Future = true };
        change?.Invoke(query);
        return new MovingSelection(_reference.Instruments, query, _reference.Calendar, new DateOnly(2026, 11, 23));
    }

    private async Task<IActorRef> StartAsync(int room, Action<SeriesQuery>? change = null, params Instrument[] kept)
    {
        var actor = Sys.ActorOf(SelectionActor.Props(_router, Selection(change), _reference, _time, room, kept.ToHashSet()));
        Assert.Equal(Selection(change).Current.Codes, (await _router.ExpectMsgAsync<Subscribe>()).Codes);
        return actor;
    }

    private void Tell(IActorRef actor, params AuctionState[] states)
    {
        var changes = new AuctionChanges();
        foreach (var state in states) changes.Add(ChangeKind.Indication, state);
        actor.Tell(changes, _subscription);
    }

    private static AuctionState Forecast(decimal won) => Priced(Stock, won);

    /// <summary>An auction in a call, whose newest record has this price.</summary>
    private static AuctionState Priced(Instrument code, decimal won)
    {
        var state = new AuctionState(code) { Revision = 1, Latest = Some.Record(won, code) };
        state._now.Trading = new TradingPhase { Phase = AuctionPhase.Indicative, Call = CallKind.Opening, IsKnown = true };
        return state;
    }

    private IEnumerable<decimal> StrikesOf(IEnumerable<Instrument> codes) =>
        codes.Select(_reference.Instruments.Find).Where(series => series is not null).Select(series => series!.Strike);
}
