using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Codes;
using OptionAuctions.Feed;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Routing;
using OptionAuctions.Tests.Feed;
using Xunit.Abstractions;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Telemetry;

/// <summary>What a collector reads is what the actors know, without asking them.</summary>
public sealed class FeedGaugesSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private readonly Metrics _metrics;
    private readonly FeedContext _feed;

    public FeedGaugesSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _metrics = new Metrics(_time);
        _feed = Some.Feed(Some.Options(o => o.Connection.Capacity = 2), _time, _metrics.Meter);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _metrics.Dispose();
    }

    [Fact]
    public async Task The_state_and_the_slots_of_a_session_are_those_of_its_status()
    {
        var venue = CreateTestProbe();
        var session = Sys.ActorOf(AppKeySessionActor.Props(_feed, 0, CreateTestProbe(), _ => Props.Create(() => new Relay(venue))));
        session.Tell(new AppKeySessionProtocol.Register(Some.Code, 0));
        session.Tell(new AppKeySessionProtocol.Register(Some.OtherCode, 0));
        await StatusAsync(session);
        Assert.Equal((0, 2, 0), (Read("session.state app_key=0 state=Live"), Read("slots.held app_key=0"), Read("slots.active app_key=0")));

        session.Tell(new ConnectionOpened(1, venue));
        session.Tell(new Answered(1, Some.Answer(Some.Code), new Verdict(Reaction.Activate, IsAlarm: false)));
        await StatusAsync(session);
        Assert.Equal((1, 0), (Read("session.state app_key=0 state=Registering"), Read("session.state app_key=0 state=Authorizing")));
        Assert.Equal(1, Read("slots.active app_key=0"));

        session.Tell(new Answered(1, Some.Answer(Some.OtherCode), new Verdict(Reaction.ShrinkCapacity, IsAlarm: false)));
        await StatusAsync(session);
        Assert.Equal((2, 1), (Read("slots.configured app_key=0"), Read("slots.capacity app_key=0")));

        session.Tell(new Blocked(AppKeySessionState.Parked, "blocked", null));
        await StatusAsync(session);
        Assert.Equal((1, 0), (Read("session.state app_key=0 state=Parked"), Read("session.state app_key=0 state=Live")));
    }

    [Fact]
    public void The_alarm_of_refusals_is_one_while_it_is_raised()
    {
        Assert.Equal(0, Read("refusals.alarm"));
        _metrics.Meter.Gauges.RefusalAlarmChanged(true);
        Assert.Equal(1, Read("refusals.alarm"));
    }

    [Fact]
    public async Task Registrations_without_a_slot_are_deferred()
    {
        var router = CreateTestProbe();
        var venue = CreateTestProbe();
        var feed = Sys.ActorOf(FeedSupervisor.Props(_feed, router, (_, _) => Props.Create(() => new Relay(venue))));

        feed.Tell(new RoutingProtocol.Register([new Instrument("A1"), new Instrument("A2"), new Instrument("A3")]));
        await router.FishForMessageAsync(message => message is RoutingProtocol.Registrations, Patience);

        Assert.Equal(1, Read("registrations.deferred"));
    }

    [Fact]
    public void The_dials_that_are_left_follow_the_log_and_the_clock()
    {
        var session = new AppKeySessionContext(_feed, 0, new DialBudget(PerTenMinutes: 3, PerDay: 4));
        Assert.Equal((3, 3), (Read("dials.left app_key=0 what=socket"), Read("dials.left app_key=0 what=approval")));

        var takeBack = session.Dials.Sockets.Count();
        session.Dials.Sockets.Count();
        Assert.Equal((1, 3), (Read("dials.left app_key=0 what=socket"), Read("dials.left app_key=0 what=approval")));

        takeBack();
        Assert.Equal(2, Read("dials.left app_key=0 what=socket"));

        _time.Advance(DialBudget.TenMinutes);
        Assert.Equal(3, Read("dials.left app_key=0 what=socket")); // and of the day as many
    }

    [Fact]
    public void Where_dials_have_no_limit_none_is_told()
    {
        Some.Session(_feed);

        Assert.DoesNotContain(_metrics.Read().Keys, key => key.StartsWith("dials.left", StringComparison.Ordinal));
    }

    [Fact]
    public void The_age_of_the_last_data_grows_until_more_comes_and_is_never_negative()
    {
        Assert.DoesNotContain("data.age", _metrics.Read().Keys);

        _feed.Intake.Begin(1, _time.GetUtcNow()).Dispose();
        _time.Advance(TimeSpan.FromSeconds(42));
        Assert.Equal(42, Read("data.age"));

        _feed.Intake.Begin(1, _time.GetUtcNow().AddSeconds(5)).Dispose(); // the clock was set back since
        Assert.Equal(0, Read("data.age"));
    }

    [Fact]
    public void Refusals_are_counted_by_reason_from_zero_on()
    {
        _metrics.Meter.MessageRefused(DecodeError.Truncated, []);
        _metrics.Meter.RecordRefused(DecodeError.BadTime, []);

        Assert.Equal((1, 0), (Read("messages.refused reason=Truncated"), Read("messages.refused reason=BadTime")));
        Assert.Equal((0, 1), (Read("records.refused reason=Truncated"), Read("records.refused reason=BadTime")));
        Assert.DoesNotContain("records.refused reason=None", _metrics.Read().Keys);
    }

    [Fact]
    public void A_gap_is_counted_with_its_reason_when_it_ends()
    {
        var fold = new AuctionFold(Some.Code, null, Some.Rules(), _metrics.Meter);
        fold.Apply(AuctionEvent.Interrupted(Some.Morning, GapReason.Shed));
        Assert.Equal(0, Read("gaps reason=Shed"));

        fold.Apply(AuctionEvent.ShedNoMore(Some.Morning.AddSeconds(1), epoch: 1, message: 1));

        Assert.Equal((1, 0), (Read("gaps reason=Shed"), Read("gaps reason=ConnectionLost")));
    }

    private double Read(string metric) => _metrics.Read()[metric];

    /// <summary>The session has handled what it was told before.</summary>
    private static Task<AppKeySessionStatus> StatusAsync(IActorRef session) =>
        session.Ask<AppKeySessionStatus>(AuctionProtocol.GetStatus.Instance, Patience);
}
