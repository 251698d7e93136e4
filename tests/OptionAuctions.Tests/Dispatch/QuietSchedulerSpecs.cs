using System.Diagnostics;
using Akka.Actor;
using OptionAuctions.Dispatch;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Dispatch;

/// <summary>The scheduler that sets one timer for each item.</summary>
public sealed class QuietSchedulerSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionFeed.QuietScheduler, "quiet", output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void An_actor_system_with_the_setting_has_it() => Assert.IsType<QuietScheduler>(Sys.Scheduler);

    [Fact]
    public async Task A_message_comes_after_its_delay_and_once()
    {
        var began = Stopwatch.GetTimestamp();
        Sys.Scheduler.ScheduleTellOnce(Short, TestActor, "once", ActorRefs.NoSender);
        Assert.Equal("once", await ExpectMsgAsync<string>(Patience));
        Assert.True(Stopwatch.GetElapsedTime(began) >= Short);

        Sys.Scheduler.ScheduleTellOnce(3 * Short, TestActor, "later", ActorRefs.NoSender);
        Assert.Equal("later", await ExpectMsgAsync<string>(Patience));
    }

    [Fact]
    public async Task Without_a_delay_it_comes_at_once()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.Zero, TestActor, "now", ActorRefs.NoSender);
        Assert.Equal("now", await ExpectMsgAsync<string>(Patience));
    }

    [Fact]
    public async Task A_periodic_message_comes_until_it_is_cancelled()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellRepeatedly(Short, Short, TestActor, "tick", ActorRefs.NoSender, cancelable);
        for (var i = 0; i < 3; i++) Assert.Equal("tick", await ExpectMsgAsync<string>(Patience));

        cancelable.Cancel();
        Sys.Scheduler.ScheduleTellOnce(5 * Short, TestActor, "later", ActorRefs.NoSender);

        var ticks = 0;
        while (await ExpectMsgAsync<string>(Patience) == "tick") ticks++;
        Assert.True(ticks <= 1, $"{ticks} came"); // one may have been about to be sent when it was cancelled
    }

    [Fact]
    public async Task What_is_cancelled_before_it_is_due_does_not_come()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellOnce(Short, TestActor, "cancelled", ActorRefs.NoSender, cancelable);
        cancelable.Cancel();
        Sys.Scheduler.ScheduleTellOnce(3 * Short, TestActor, "later", ActorRefs.NoSender);

        Assert.Equal("later", await ExpectMsgAsync<string>(Patience));
    }

    [Fact]
    public async Task An_action_that_throws_is_logged_and_the_next_ones_are_done()
    {
        await EventFilter.Error(contains: "a scheduled action failed").ExpectOneAsync(Patience, () =>
        {
            Sys.Scheduler.Advanced.ScheduleOnce(Short, () => throw new InvalidOperationException("thrown by a test"));
            return Task.CompletedTask;
        });
        Sys.Scheduler.Advanced.ScheduleOnce(Short, () => TestActor.Tell("next"));
        Assert.Equal("next", await ExpectMsgAsync<string>(Patience));
    }

    [Fact]
    public void A_delay_that_no_timer_of_the_platform_takes_is_taken() =>
        Sys.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromDays(400), TestActor, "next year", ActorRefs.NoSender).Cancel();

    [Fact]
    public async Task Nothing_is_done_once_the_actor_system_has_ended()
    {
        var (done, later) = (0, new TaskCompletionSource());
        var system = ActorSystem.Create("ended", AuctionFeed.QuietScheduler);
        var scheduler = system.Scheduler;
        system.Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), () => Interlocked.Increment(ref done));
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref done) > 0), Patience);

        await system.Terminate();
        var before = Volatile.Read(ref done);
        scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => later.SetResult());
        Sys.Scheduler.ScheduleTellOnce(3 * Short, TestActor, "later", ActorRefs.NoSender);
        await ExpectMsgAsync<string>(Patience);

        Assert.True(Volatile.Read(ref done) <= before + 1); // one may have been under way
        Assert.False(later.Task.IsCompleted);
    }
}
