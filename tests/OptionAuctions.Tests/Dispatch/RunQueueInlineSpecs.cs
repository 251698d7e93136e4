using OptionAuctions.Dispatch;
using static OptionAuctions.Tests.Dispatch.RunQueues;

namespace OptionAuctions.Tests.Dispatch;

public sealed class RunQueueInlineSpecs
{
    [Fact]
    public void In_the_scope_work_is_run_by_who_gives_it_before_he_goes_on()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        int? ranOn = null;

        using (RunQueueExecutor.RunInline())
        {
            Give(executor, () => ranOn = Environment.CurrentManagedThreadId);
            Assert.Equal(Environment.CurrentManagedThreadId, ranOn);
        }
    }

    [Fact]
    public async Task In_the_scope_what_that_work_gives_waits_its_turn()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        using var inside = new ThreadLocal<bool>();
        using var all = new CountdownEvent(1);
        var nested = false;
        using (RunQueueExecutor.RunInline())
            Give(executor, () =>
            {
                inside.Value = true;
                Give(executor, () =>
                {
                    nested = inside.Value;
                    all.Signal();
                });
                inside.Value = false;
            });

        await OverAsync(all);
        Assert.False(nested);
    }

    [Fact]
    public async Task After_the_scope_work_waits_its_turn()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        using (RunQueueExecutor.RunInline())
        {
        }

        Assert.False(await RunsAtOnceAsync(executor));
    }

    [Fact]
    public async Task A_scope_in_a_scope_leaves_the_outer_one_as_it_was()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        Task<bool> between;
        using (RunQueueExecutor.RunInline())
        {
            using (RunQueueExecutor.RunInline())
            {
            }

            between = RunsAtOnceAsync(executor);
        }

        Assert.True(await between);
    }

    [Fact]
    public async Task Work_that_throws_in_the_scope_ends_nothing_but_itself()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        var thread = new TaskCompletionSource<(bool Inside, Task<bool> After)>();

        void OnOneThread()
        {
            bool inside;
            using (RunQueueExecutor.RunInline())
            {
                Assert.Throws<InvalidOperationException>(() => Give(executor, () => throw new InvalidOperationException("thrown by the test")));
                inside = RunsAtOnceAsync(executor).Result;
            }

            thread.SetResult((inside, RunsAtOnceAsync(executor)));
        }

        OnOneThread();
        var (within, after) = await thread.Task;
        Assert.Equal((true, false), (within, await after));
    }

    [Fact]
    public async Task A_scope_that_work_throws_out_of_ends_too()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        Assert.Throws<InvalidOperationException>(() =>
        {
            using (RunQueueExecutor.RunInline()) Give(executor, () => throw new InvalidOperationException("thrown by the test"));
        });

        Assert.False(await RunsAtOnceAsync(executor));
    }
}
