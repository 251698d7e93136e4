using Akka.Dispatch;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Routing;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Tests.Codes;

namespace OptionAuctions.Tests.Routing;

public sealed class RouteTableSpecs : IDisposable
{
    private const int CodesBehind = 64; // as the table has it

    private readonly FeedMeter _meter = Some.Meter();
    private readonly CallbackActorRef _stream = new();
    private readonly RouteTable _routes;

    public RouteTableSpecs() => _routes = new RouteTable(_meter, takesTrades: true);

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void A_code_is_offered_its_records_in_order_with_the_trades_in_their_places()
    {
        var route = Follow(Some.Code);
        var subscriptions = new CodeSubscriptions(_meter);
        var folded = new List<(long, decimal?)>();
        subscriptions.Add(new SubscriptionCursor(
            route.Inbox, new Listening(_meter, () => folded.Add((route.Inbox.State.Revision, route.Inbox.State.FinalPrice.ToDecimal())))));
        folded.Clear();

        Send(
            Traded(5), Some.Record(1), Traded(6), Some.Record(2, phase: "112", time: new TimeOnly(9, 0)),
            Traded(10), Traded(11), Some.Record(3, phase: "112", time: new TimeOnly(9, 0)));
        route.Inbox.Drain(subscriptions);

        Assert.Equal([(0, null), (1, null), (1, null), (2, null), (2, 10m), (2, 10m), (3, 10m)], folded);
    }

    [Fact]
    public void Records_of_different_codes_go_each_to_its_own()
    {
        var (one, other) = (Follow(Some.Code), Follow(Some.OtherCode));

        Send(Some.Record(1), Some.Record(2, Some.OtherCode), Some.Record(3));

        Assert.Equal((2, 1), (one.Inbox.Drain(), other.Inbox.Drain()));
        Assert.Equal((3m, 2m), (one.Inbox.State.Latest.Price.ToDecimal(), other.Inbox.State.Latest.Price.ToDecimal()));
        Assert.Equal(Some.Nine, one.Inbox.State.ReceivedAt);
    }

    [Fact]
    public void In_a_batch_of_any_length_each_record_goes_to_its_own_and_those_of_nobody_are_counted()
    {
        const int Each = 50; // more than are looked up at once, and no multiple of it
        var (one, other) = (Follow(Some.Code), Follow(Some.OtherCode));

        Send([.. Enumerable.Range(1, Each).SelectMany(price => new object[]
        {
            Some.Record(price), Some.Record(price + 1000, Some.OtherCode), Some.Record(price, new Instrument("B99999999")),
        })]);

        Assert.Equal((Each, Each), (one.Inbox.Drain(), other.Inbox.Drain()));
        Assert.Equal((Each, Each + 1000m), (one.Inbox.State.Latest.Price.ToDecimal(), other.Inbox.State.Latest.Price.ToDecimal()));
        Assert.Equal(Each, _meter.Read().Unrequested);
    }

    [Fact]
    public void A_code_is_woken_once_a_batch_however_many_records_it_has_in_it_and_not_again_until_it_has_taken_them()
    {
        var (wakes, other) = (new CallbackActorRef(), new CallbackActorRef());
        var route = Follow(Some.Code, wakes);
        Follow(Some.OtherCode, other);

        Send(Some.Record(1), Traded(1), Some.Record(2, Some.OtherCode), Some.Record(3));
        Assert.Equal((1, 1), (wakes.Count, other.Count));
        Send(Some.Record(4));
        Assert.Equal(1, wakes.Count);
        route.Inbox.Drain();
        Send(Some.Record(5));
        Assert.Equal((2, 1), (wakes.Count, other.Count));
    }

    [Fact]
    public void Codes_run_at_once_on_the_routers_thread_when_the_whole_batch_is_with_them()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        int? taken = null, thread = null;
        Route? route = null;
        route = Follow(Some.Code, new CallbackActorRef(_ =>
            executor.Execute(new Run(() => (taken, thread) = (route!.Inbox.Drain(), Environment.CurrentManagedThreadId)))));
        Follow(Some.OtherCode);

        Send(Some.Record(1), Some.Record(2, Some.OtherCode), Some.Record(3));

        Assert.Equal((2, Environment.CurrentManagedThreadId), (taken, thread));
    }

    [Fact]
    public void Records_and_trades_that_nobody_asked_for_are_counted()
    {
        Follow(Some.Code);

        Send(Some.Record(1), Some.Record(2, Some.OtherCode), Traded(3, Some.OtherCode), Traded(4), Some.Record(5, Some.OtherCode));

        Assert.Equal(3, _meter.Read().Unrequested);
    }

    [Fact]
    public void Where_trades_are_nobodys_each_is_counted_and_wakes_nobody()
    {
        var (wakes, routes) = (new CallbackActorRef(), new RouteTable(_meter, takesTrades: false));
        Follow(Some.Code, wakes, routes);

        Send(routes, Traded(1), Traded(2, Some.OtherCode));

        Assert.Equal((2, 0), (_meter.Read().Unrequested, wakes.Count));
    }

    [Fact]
    public void A_batch_is_acknowledged_at_once_while_no_more_codes_are_behind_than_may_be()
    {
        Send(FollowMany(CodesBehind));

        Assert.Equal(1, _stream.Count);
    }

    [Fact]
    public void A_batch_is_not_acknowledged_while_more_codes_than_that_have_not_taken_theirs_and_is_when_they_have()
    {
        Send(FollowMany(CodesBehind + 2));

        Assert.Equal(0, _stream.Count);
        Drain(_routes.All.First());
        Assert.Equal(0, _stream.Count);
        Drain(_routes.All.Skip(1).First());
        Assert.Equal(1, _stream.Count);
        foreach (var route in _routes.All) Drain(route);
        Assert.Equal(1, _stream.Count);
    }

    [Fact]
    public void Codes_woken_between_two_batches_count_with_the_next()
    {
        FollowMany(CodesBehind);
        foreach (var route in _routes.All) _routes.Offer(route, AuctionEvent.ClockTick(Some.Nine));
        var late = Follow(Some.Code);
        Assert.All(_routes.All, route => Assert.Equal(ReferenceEquals(route, late) ? 0 : 1, ((CallbackActorRef)route.Actor).Count));

        Send(Some.Record(1));

        Assert.Equal(0, _stream.Count);
        Drain(_routes.All.First());
        Assert.Equal(1, _stream.Count);
    }

    [Fact]
    public void What_was_counted_with_one_batch_is_not_counted_with_the_next()
    {
        var records = FollowMany(CodesBehind);
        Send(records);
        foreach (var route in _routes.All) Drain(route);

        for (var batch = 0; batch < 10; batch++) Send(records.Take(1).ToArray());

        Assert.Equal(11, _stream.Count);
    }

    [Fact]
    public void A_batch_for_nobody_is_acknowledged()
    {
        Send(Some.Record(1));

        Assert.Equal(1, _stream.Count);
    }

    private Route Follow(Instrument code, CallbackActorRef? actor = null, RouteTable? routes = null)
    {
        routes ??= _routes;
        var route = new Route(
            new AuctionInbox(code, 1024, routes.Backpressure, Some.Rules(o => o.Auctions.FinalPrice = FinalPriceSource.FirstTrade), _meter),
            actor ?? new CallbackActorRef(),
            IdleWatch: null);
        routes.Add(code, route);
        return route;
    }

    /// <returns>A record of each.</returns>
    private object[] FollowMany(int count)
    {
        var codes = Enumerable.Range(0, count).Select(i => new Instrument(FormattableString.Invariant($"D{i:00000000}"))).ToArray();
        foreach (var code in codes) Follow(code);
        return [.. codes.Select(code => (object)Some.Record(1, code))];
    }

    private void Send(params object[] content) => Send(_routes, content);

    private void Send(RouteTable routes, params object[] content)
    {
        using var batch = RecordBatch.Rent(1, Some.Nine);
        foreach (var item in content)
        {
            if (item is Trade trade) batch.Add(trade);
            else batch.Add((ExpectedExecution)item);
        }

        routes.Offer(batch, () => _stream.Tell(BatchRouted.Instance, Akka.Actor.ActorRefs.NoSender));
    }

    private static void Drain(Route route) => route.Inbox.Drain();

    private static Trade Traded(decimal price, Instrument? code = null) => new Trade(code ?? Some.Code, new TimeOnly(9, 0), Won.Of(price), Won.None);

    private sealed class Run(Action run) : IRunnable
    {
        void IRunnable.Run() => run();

        public void Execute() => run();
    }
}
