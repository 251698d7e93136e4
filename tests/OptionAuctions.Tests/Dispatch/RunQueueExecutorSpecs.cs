using System.Collections.Concurrent;
using OptionAuctions.Dispatch;
using static OptionAuctions.Tests.Dispatch.RunQueues;

namespace OptionAuctions.Tests.Dispatch;

public sealed class RunQueueExecutorSpecs
{
    private const int WaitingPerThread = 256; // as the executor has it

    [Fact]
    public async Task One_thread_runs_work_in_the_order_in_which_it_was_given()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        var ran = new ConcurrentQueue<int>();
        using var all = new CountdownEvent(1000);

        for (var i = 0; i < 1000; i++)
        {
            var number = i;
            Give(executor, () =>
            {
                ran.Enqueue(number);
                all.Signal();
            });
        }

        await OverAsync(all);
        Assert.Equal(Enumerable.Range(0, 1000), ran);
    }

    [Fact]
    public async Task What_is_given_by_running_work_is_run_after_what_waits()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        using var given = new ManualResetEventSlim();
        var ran = new ConcurrentQueue<string>();
        using var all = new CountdownEvent(3);
        Give(executor, () =>
        {
            given.Wait(Patience);
            Give(executor, () => Ran("by the first"));
            Ran("first");
        });
        Give(executor, () => Ran("second"));
        given.Set();

        await OverAsync(all);
        Assert.Equal(["first", "second", "by the first"], ran);

        void Ran(string what)
        {
            ran.Enqueue(what);
            all.Signal();
        }
    }

    [Fact]
    public async Task A_thread_that_found_nothing_more_to_do_begins_again_with_new_work()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 1);
        for (var round = 0; round < 1000; round++)
        {
            using var ran = new CountdownEvent(1);
            Give(executor, () => ran.Signal());
            await OverAsync(ran);
        }
    }

    [Fact]
    public async Task A_second_thread_comes_only_when_many_wait()
    {
        var executor = new RunQueueExecutor("test", maxThreads: 2);
        using var blocked = new Blocked(executor);
        await blocked.BegunAsync();
        var ran = 0;
        using var all = new CountdownEvent(WaitingPerThread);
        for (var i = 1; i < WaitingPerThread; i++) Give(executor, Count);
        await ThreadPoolTurns.PassAsync();
        Assert.Equal(0, ran);

        Give(executor, Count); // one more

        await OverAsync(all); // while the first thread is still blocked

        void Count()
        {
            Interlocked.Increment(ref ran);
            all.Signal();
        }
    }

    [Fact]
    public async Task There_are_never_more_threads_than_allowed_however_many_wait()
    {
        const int threads = 3, work = 20_000;
        var executor = new RunQueueExecutor("test", threads);
        using var gate = new ManualResetEventSlim();
        using var begun = new CountdownEvent(threads);
        using var all = new CountdownEvent(work);
        int atOnce = 0, most = 0;
        for (var i = 0; i < work; i++) Give(executor, Run);

        await OverAsync(begun); // as many as allowed
        await ThreadPoolTurns.PassAsync();
        Assert.Equal(threads, Volatile.Read(ref atOnce));
        gate.Set();
        await OverAsync(all);
        Assert.Equal(threads, most);

        void Run()
        {
            var now = Interlocked.Increment(ref atOnce);
            InterlockedMax(ref most, now);
            if (!gate.IsSet && !begun.IsSet) begun.Signal();
            gate.Wait(Patience);
            Interlocked.Decrement(ref atOnce);
            all.Signal();
        }
    }

    [Fact]
    public async Task Whoever_gives_it_work_and_however_many_lanes_run_it_each_piece_is_run_once()
    {
        const int givers = 3, each = 20_000;
        var executor = new RunQueueExecutor("test", maxThreads: 3);
        var runs = new int[givers * each];
        using var all = new CountdownEvent(runs.Length);

        await Task.WhenAll(Enumerable.Range(0, givers).Select(giver => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                var number = (giver * each) + i;
                Give(executor, () =>
                {
                    if (Interlocked.Increment(ref runs[number]) == 1) all.Signal();
                });
            }
        })));

        await OverAsync(all);
        Assert.All(runs, count => Assert.Equal(1, count));
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var before = Volatile.Read(ref most); now > before; before = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, now, before);
    }
}
