using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Tests.Routing;

public sealed class CodeEventsSpecs : IDisposable
{
    private static readonly OptionCode Unknown = new("NOSUCH");

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
        _events.Passed(Some.Morning);

        Assert.Equal((1, 1), (((Ear)_one.Actor).Count, ((Ear)_other.Actor).Count));
        Assert.Equal((true, true), (State(_one).Session.InCall, State(_other).Session.InCall));
    }

    [Fact]
    public void Word_is_missing_of_the_codes_that_are_named()
    {
        _events.Interrupted(Some.Morning, [Unknown, Some.Code]);

        Assert.Equal((Some.Morning, null), (State(_one).SilentSince, State(_other).SilentSince));
    }

    [Fact]
    public void What_was_thrown_away_is_a_gap_for_its_codes_and_word_of_them_is_had_again()
    {
        _events.Shed(new ShedGap(Some.Morning, Some.Morning.AddSeconds(2), new HashSet<OptionCode> { Unknown, Some.Code }));

        var state = State(_one);
        Assert.Equal((Some.Morning, Some.Morning.AddSeconds(2), GapReason.Shed), (state.LastGap.From, state.LastGap.To, state.LastGap.Reason));
        Assert.Equal((1, null, 0), (state.Gaps, state.SilentSince, State(_other).Gaps));
    }

    [Fact]
    public void A_registration_that_is_made_ends_the_silence()
    {
        _events.Interrupted(Some.Morning, [Some.Code]);

        _events.Registered([new(Some.Code, RegistrationStatus.Active, Some.Morning.AddSeconds(8), "")]);

        var state = State(_one);
        Assert.Equal((RegistrationStatus.Active, null), (state.Registration, state.SilentSince));
        Assert.Equal((Some.Morning, Some.Morning.AddSeconds(8), GapReason.ConnectionLost), (state.LastGap.From, state.LastGap.To, state.LastGap.Reason));
    }

    [Fact]
    public void One_that_is_only_asked_for_does_not()
    {
        _events.Interrupted(Some.Morning, [Some.Code]);

        _events.Registered([new(Unknown, RegistrationStatus.Active, Some.Nine, ""), new(Some.Code, RegistrationStatus.Asked, Some.Nine, "")]);

        Assert.Equal((RegistrationStatus.Asked, Some.Morning), (State(_one).Registration, State(_one).SilentSince));
    }

    [Fact]
    public void Where_a_registration_for_trades_stands_is_nothing_of_an_auction()
    {
        _events.Interrupted(Some.Morning, [Some.Code]);

        _events.Registered([new FeedProtocol.Registration(Some.Trades(Some.Code), RegistrationStatus.Active, Some.Nine, "")]);

        Assert.Equal((RegistrationStatus.Wanted, Some.Morning), (State(_one).Registration, State(_one).SilentSince));
    }

    private Route Follow(OptionCode code)
    {
        var route = new Route(new AuctionCell(code, 1024, _routes.Credit, Some.Rules(), _meter), new Ear(), Interest: null);
        _routes.Add(code, route);
        return route;
    }

    private static AuctionState State(Route route)
    {
        route.Cell.Drain();
        return route.Cell.State;
    }
}
