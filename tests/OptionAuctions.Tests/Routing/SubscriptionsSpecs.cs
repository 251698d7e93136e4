using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using static OptionAuctions.AuctionProtocol;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Tests.Routing;

public sealed class SubscriptionsSpecs : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new(Some.Morning);
    private readonly FeedMeter _meter = Some.Meter();
    private readonly CallbackActorRef _subscriber;
    private readonly List<SubscriptionRefused> _refused = [];
    private readonly RouteTable _routes;
    private readonly Subscriptions _subscriptions;

    public SubscriptionsSpecs()
    {
        _subscriber = new CallbackActorRef(told => _refused.Add((SubscriptionRefused)told));
        _routes = new RouteTable(_meter, takesTrades: false);
        _subscriptions = new Subscriptions(_routes, InstrumentList.Empty, maxCodes: 820, _meter.Secrets);
    }

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void A_subscription_hears_by_one_message_of_the_codes_it_is_for_as_far_as_they_are_followed()
    {
        var (one, other) = (Follow(Some.Code), Follow(Some.OtherCode));
        Follow(new Instrument("B50612083"));

        var (_, covers) = Serve(new Subscribe(_subscriber, [Some.OtherCode, new Instrument("NOSUCH"), Some.Code]));

        Assert.Equal([new(other.Inbox, other.Actor), new(one.Inbox, one.Actor)], Assert.Single(covers));
    }

    [Fact]
    public void A_subscription_to_all_codes_hears_of_those_there_are_and_of_those_to_come()
    {
        Follow(Some.Code);
        var (_, toAll) = Serve(new Subscribe(_subscriber));
        var (_, toOne) = Serve(new Subscribe(new CallbackActorRef(), [Some.Code]));

        Follow(Some.OtherCode);
        _subscriptions.Followed([Some.OtherCode]);

        Assert.Equal([Some.Code, Some.OtherCode], CodesIn(toAll));
        Assert.Equal([Some.Code], CodesIn(toOne));
    }

    [Fact]
    public void A_condition_is_asked_of_codes_to_come_too()
    {
        var (_, covers) = Serve(new Subscribe(_subscriber) { Where = (code, _) => code == Some.OtherCode });
        Follow(Some.Code);
        Follow(Some.OtherCode);

        _subscriptions.Followed([Some.Code]);
        _subscriptions.Followed([Some.OtherCode]);

        Assert.Equal([Some.OtherCode], CodesIn(covers));
    }

    [Fact]
    public void A_condition_that_throws_costs_the_code_that_it_was_asked_of_and_no_other()
    {
        Follow(Some.Code);
        Follow(Some.OtherCode);

        var (_, covers) = Serve(new Subscribe(_subscriber)
        {
            Where = (code, _) => code == Some.Code ? throw new InvalidOperationException("a bug of yours") : true,
        });

        Assert.Equal(new SubscriptionRefused(Some.Code, 820) { Reason = "the condition failed: a bug of yours" }, Assert.Single(_refused));
        Assert.Equal([Some.OtherCode], CodesIn(covers));
    }

    [Fact]
    public void The_reason_for_which_a_condition_failed_shows_no_secret()
    {
        _meter.Secrets.Add(Canary.AppSecret);
        Follow(Some.Code);

        Serve(new Subscribe(_subscriber) { Where = (_, _) => throw new InvalidOperationException($"bad {Canary.AppSecret.Reveal()}") });

        Assert.Equal("the condition failed: bad ***", Assert.Single(_refused).Reason);
    }

    [Fact]
    public void A_code_is_wanted_by_the_subscriptions_that_hear_of_it_until_they_are_gone()
    {
        var route = Follow(Some.Code);
        var (subscription, _) = Serve(new Subscribe(_subscriber, [Some.Code]));
        _time.Advance(Long);
        Assert.False(route.IdleWatch!.IsOver());

        _subscriptions.Gone(subscription);

        Assert.False(route.IdleWatch.IsOver());
        _time.Advance(Long);
        Assert.True(route.IdleWatch.IsOver());
    }

    [Fact]
    public void A_subscription_that_does_not_hear_of_a_code_does_not_want_it()
    {
        var route = Follow(Some.Code);
        Serve(new Subscribe(_subscriber) { Where = (_, _) => false });

        _time.Advance(Long);

        Assert.True(route.IdleWatch!.IsOver());
    }

    [Fact]
    public void A_subscriber_is_served_by_one_until_it_is_removed()
    {
        var (subscription, _) = Serve(new Subscribe(_subscriber, []));
        Assert.Equal([subscription], _subscriptions.All);

        Assert.True(_subscriptions.Remove(_subscriber, out var removed));

        Assert.Same(subscription, removed);
        Assert.Empty(_subscriptions.All);
        Assert.False(_subscriptions.Remove(_subscriber, out _));
    }

    [Fact]
    public void One_whose_codes_are_changed_is_told_all_that_it_has_now_and_of_those_to_come_only_while_it_is_for_all()
    {
        var one = Follow(Some.Code);
        var (_, told) = Serve(new Subscribe(_subscriber, []));
        _subscriptions.Change(new Subscribe(_subscriber) { Continues = true });
        var other = Follow(Some.OtherCode);
        _subscriptions.Followed([Some.OtherCode]);

        _subscriptions.Change(new Subscribe(_subscriber, [Some.OtherCode]) { Continues = true });
        Follow(new Instrument("B50612083"));
        _subscriptions.Followed([new Instrument("B50612083")]);

        Assert.Equal([[Some.Code], [Some.OtherCode], [Some.OtherCode]], told.Select(codes => CodesIn([codes]).ToArray()));
        _time.Advance(Long);
        Assert.Equal((true, false), (one.IdleWatch!.IsOver(), other.IdleWatch!.IsOver()));
    }

    [Fact]
    public void Only_one_that_is_there_under_the_same_contract_can_go_on()
    {
        Serve(new Subscribe(_subscriber, []) { Delivery = Delivery.Every(9) });

        Assert.True(_subscriptions.CanContinue(new Subscribe(_subscriber) { Continues = true, Delivery = Delivery.Every(9) }));
        Assert.False(_subscriptions.CanContinue(new Subscribe(_subscriber) { Continues = true, Delivery = Delivery.Every(8) }));
        Assert.False(_subscriptions.CanContinue(new Subscribe(_subscriber) { Delivery = Delivery.Every(9) }));
        Assert.False(_subscriptions.CanContinue(new Subscribe(new CallbackActorRef()) { Continues = true, Delivery = Delivery.Every(9) }));
    }

    [Fact]
    public void A_subscription_that_is_gone_serves_nobody_and_hears_of_no_codes_to_come()
    {
        var (subscription, covers) = Serve(new Subscribe(_subscriber));

        _subscriptions.Gone(subscription);
        Follow(Some.Code);
        _subscriptions.Followed([Some.Code]);

        Assert.Empty(_subscriptions.All);
        Assert.Empty(covers);
    }

    [Fact]
    public void What_served_a_subscriber_before_it_asked_again_takes_nothing_with_it_when_it_is_gone()
    {
        var (former, _) = Serve(new Subscribe(_subscriber, []));
        _subscriptions.Remove(_subscriber, out _);
        var (present, _) = Serve(new Subscribe(_subscriber, []));

        _subscriptions.Gone(former);

        Assert.Equal([present], _subscriptions.All);
    }

    private Route Follow(Instrument code)
    {
        var cell = new AuctionInbox(code, 1024, _routes.Backpressure, Some.Rules(), _meter);
        var route = new Route(cell, new CallbackActorRef(), new IdleWatch(Long, new ActorTimer(new CallbackActorRef(), "idle", _time)));
        _routes.Add(code, route);
        return route;
    }

    /// <returns>The subscription, and what it is told that it covers, as it is told.</returns>
    private (IActorRef Subscription, List<IReadOnlyList<AddedCode>> Covers) Serve(Subscribe asked)
    {
        var covers = new List<IReadOnlyList<AddedCode>>();
        var subscription = new CallbackActorRef(told => covers.Add(told is ReplaceCodes replaced ? replaced.Codes : ((AddCodes)told).Codes));
        _subscriptions.Add(subscription, asked);
        return (subscription, covers);
    }

    private static IEnumerable<Instrument> CodesIn(List<IReadOnlyList<AddedCode>> covers) =>
        covers.SelectMany(cover => cover).Select(covered => covered.Inbox.State.Code);
}
