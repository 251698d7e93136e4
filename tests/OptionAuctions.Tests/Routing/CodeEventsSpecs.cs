using OptionAuctions.Codes;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Routing;

public sealed class CodeEventsSpecs : IDisposable
{
    private static readonly Instrument Unknown = new("NOSUCH");

    private readonly FeedMeter _meter = Some.Meter();
    private readonly RouteTable _routes;
    private readonly CodeEvents _events;
    private readonly Route _one, _other;

    public CodeEventsSpecs()
    {
        _routes = new RouteTable(_meter, takesTrades: false);
        _events = new CodeEvents(_routes);
        (_one, _other) = (Follow(Some.Code), Follow(Some.OtherCode));
    }

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void Time_passes_for_every_code_and_each_is_woken()
    {
        _events.ClockTick(Some.Morning);

        Assert.Equal((1, 1), (((CallbackActorRef)_one.Actor).Count, ((CallbackActorRef)_other.Actor).Count));
        Assert.Equal((true, true), (State(_one).Session.InCall, State(_other).Session.InCall));
    }

    [Fact]
    public void Word_is_missing_of_the_codes_that_are_named()
    {
        _events.Interrupted(Some.Morning, [Unknown, Some.Code]);

        Assert.Equal((Some.Morning, null), (State(_one).GapSince, State(_other).GapSince));
    }

    [Fact]
    public void What_was_thrown_away_is_a_gap_for_its_codes_and_word_of_them_is_had_again()
    {
        _events.Shed(Lost(isOver: true, Unknown, Some.Code));

        var state = State(_one);
        Assert.Equal((Some.Morning, Some.Morning.AddSeconds(2), GapReason.Shed), (state.LastGap.From, state.LastGap.To, state.LastGap.Reason));
        Assert.Equal((1, null, 0), (state.Gaps, state.GapSince, State(_other).Gaps));
    }

    [Fact]
    public void While_more_is_thrown_away_the_gap_is_open_and_the_end_is_told_with_it_once()
    {
        _events.Shed(Lost(isOver: false, Unknown, Some.Code));
        Assert.Equal((0, Some.Morning, null), (State(_one).Gaps, State(_one).GapSince, State(_other).GapSince));

        _events.Shed(Lost(isOver: true, Some.Code, Some.OtherCode));

        Assert.Equal((1, null, 1, null), (State(_one).Gaps, State(_one).GapSince, State(_other).Gaps, State(_other).GapSince));
    }

    [Fact]
    public void Its_codes_are_woken_with_the_batch_that_follows()
    {
        _events.Shed(Lost(isOver: true, Some.Code));
        Assert.Equal(0, ((CallbackActorRef)_one.Actor).Count);

        using var batch = RecordBatch.Rent(1, Some.Morning.AddSeconds(3));
        batch.Add(Some.Record(1m));
        _routes.Offer(batch, () => { });

        Assert.Equal((1, 0), (((CallbackActorRef)_one.Actor).Count, ((CallbackActorRef)_other.Actor).Count));
        Assert.Equal((1, 0L), (State(_one).Gaps, State(_one).LastGap.AfterRevision)); // the gap stands before the record
    }

    [Fact]
    public void A_registration_that_is_made_ends_the_silence()
    {
        _events.Interrupted(Some.Morning, [Some.Code]);

        _events.Registered([new(Some.Code, RegistrationStatus.Active, Some.Morning.AddSeconds(8), "")]);

        var state = State(_one);
        Assert.Equal((RegistrationStatus.Active, null), (state.Registration, state.GapSince));
        Assert.Equal((Some.Morning, Some.Morning.AddSeconds(8), GapReason.ConnectionLost), (state.LastGap.From, state.LastGap.To, state.LastGap.Reason));
    }

    [Fact]
    public void One_that_is_only_asked_for_does_not()
    {
        _events.Interrupted(Some.Morning, [Some.Code]);

        _events.Registered([new(Unknown, RegistrationStatus.Active, Some.Nine, ""), new(Some.Code, RegistrationStatus.Requested, Some.Nine, "")]);

        Assert.Equal((RegistrationStatus.Requested, Some.Morning), (State(_one).Registration, State(_one).GapSince));
    }

    [Fact]
    public void Where_a_registration_for_trades_stands_is_nothing_of_an_auction()
    {
        _events.Interrupted(Some.Morning, [Some.Code]);

        _events.Registered([new RoutingProtocol.Registration(Some.Trades(Some.Code), RegistrationStatus.Active, Some.Nine, "")]);

        Assert.Equal((RegistrationStatus.Pending, Some.Morning), (State(_one).Registration, State(_one).GapSince));
    }

    private static ShedGap Lost(bool isOver, params Instrument[] codes) => new(
        Some.Morning, Some.Morning.AddSeconds(2), [.. codes.Select(code => new CodeLoss(code, Some.Morning, Some.Morning.AddSeconds(2), 1, 1))], isOver);

    private Route Follow(Instrument code)
    {
        var route = new Route(new AuctionInbox(code, 1024, _routes.Backpressure, Some.Rules(), _meter), new CallbackActorRef(), IdleWatch: null);
        _routes.Add(code, route);
        return route;
    }

    private static AuctionState State(Route route)
    {
        route.Inbox.Drain();
        return route.Inbox.State;
    }
}
