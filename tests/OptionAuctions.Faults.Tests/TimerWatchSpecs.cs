using OptionAuctions.Faults.Tests.Rig;

namespace OptionAuctions.Faults.Tests;

/// <summary>The clock that other specs go by.</summary>
public sealed class TimerWatchSpecs
{
    [Fact]
    public async Task A_timer_that_only_the_scheduler_knows_of_outlives_a_collection()
    {
        var timers = new TimerWatch();
        using var system = timers.Sys;
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(1), () => fired.SetResult());

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        timers.Clock.Advance(TimeSpan.FromSeconds(1));

        await fired.Task.WaitAsync(FeedRig.Patience);
    }
}
