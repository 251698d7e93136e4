using Akka.Actor;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Harness;

/// <summary>A strategy's own timers, by each of the ways in which Akka offers them, go by the clock of the harness.</summary>
public sealed class VirtualSchedulerSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_timer_of_IWithTimers_fires_when_the_test_has_moved_the_clock_that_far()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        await market.JoinAsync(Sys.ActorOf(Props.Create(() => new Reminder(TestActor))));

        await market.AdvanceAsync(Minute - TimeSpan.FromTicks(1));
        Assert.False(HasMessages);
        await market.AdvanceAsync(TimeSpan.FromTicks(1));

        await ExpectMsgAsync("a minute");
    }

    [Fact]
    public async Task A_periodic_timer_fires_once_for_each_period_that_passes()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        using var ticks = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellRepeatedly(Minute, Minute, TestActor, "tick", ActorRefs.NoSender, ticks);

        await market.AdvanceAsync(5 * Minute);
        for (var i = 0; i < 5; i++) await ExpectMsgAsync("tick");

        ticks.Cancel();
        await market.AdvanceAsync(5 * Minute);
        Assert.False(HasMessages);
    }

    [Fact]
    public async Task An_action_runs_at_its_time_and_one_that_was_cancelled_does_not()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        var ran = new List<string>();
        using var cancelled = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.Advanced.ScheduleOnce(Minute, () => ran.Add("ran"));
        Sys.Scheduler.Advanced.ScheduleOnce(Minute, () => ran.Add("cancelled"), cancelled);

        cancelled.Cancel();
        await market.AdvanceAsync(Minute);

        Assert.Equal(["ran"], ran);
    }

    [Fact]
    public async Task A_receive_timeout_comes_when_the_clock_has_moved()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        await market.JoinAsync(Sys.ActorOf(Props.Create(() => new Idler(TestActor))));

        await market.AdvanceAsync(Minute);

        await ExpectMsgAsync<ReceiveTimeout>();
    }

    [Fact]
    public async Task The_scheduler_tells_the_time_of_the_harness()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        await market.MoveToAsync(new TimeOnly(8, 45));

        Assert.Equal(market.Time.GetUtcNow(), Sys.Scheduler.Now);
    }

    [Fact]
    public async Task An_actor_system_with_timers_of_its_own_is_refused_with_what_to_do()
    {
        var other = ActorSystem.Create("other");
        try
        {
            using var kit = new Akka.TestKit.Xunit2.TestKit(other);
            Assert.Contains("AuctionHarness.Config", Assert.Throws<ArgumentException>(() => AuctionHarness.On(kit, Some.Code)).Message);
        }
        finally
        {
            await other.Terminate();
        }
    }

    [Fact]
    public async Task The_time_limit_of_an_ask_is_real_time_so_that_a_stuck_actor_is_reported()
    {
        await using var market = AuctionHarness.On(this, Some.Code);

        await Assert.ThrowsAsync<AskTimeoutException>(() => CreateTestProbe().Ref.Ask("no answer", TimeSpan.FromMilliseconds(50)));
    }

    private sealed class Reminder : ReceiveActor, IWithTimers
    {
        public Reminder(IActorRef desk) => Receive<string>(text => desk.Tell(text));

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartSingleTimer("reminder", "a minute", Minute);
    }

    private sealed class Idler : ReceiveActor
    {
        public Idler(IActorRef desk)
        {
            SetReceiveTimeout(Minute);
            Receive<ReceiveTimeout>(timeout =>
            {
                SetReceiveTimeout(null);
                desk.Tell(timeout);
            });
        }
    }
}
