using System.Collections.Concurrent;
using Akka.Dispatch;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class LaneExecutorSpecs
{
    private const int WorthALane = 256, RunOnALoan = 32; // as the executor has it

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task One_lane_runs_work_in_the_order_in_which_it_was_given()
    {
        var executor = new LaneExecutor("test", lanes: 1);
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
        var executor = new LaneExecutor("test", lanes: 1);
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
    public async Task A_lane_that_found_nothing_more_to_do_begins_again_with_new_work()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        for (var round = 0; round < 1000; round++)
        {
            using var ran = new CountdownEvent(1);
            Give(executor, () => ran.Signal());
            await OverAsync(ran);
        }
    }

    [Fact]
    public async Task A_second_lane_comes_only_when_many_wait()
    {
        var executor = new LaneExecutor("test", lanes: 2);
        using var blocked = new Blocked(executor);
        await blocked.BegunAsync();
        var ran = 0;
        using var all = new CountdownEvent(WorthALane);
        for (var i = 1; i < WorthALane; i++) Give(executor, Count);
        await ThreadPoolTurns.PassAsync();
        Assert.Equal(0, ran);

        Give(executor, Count); // one more

        await OverAsync(all); // while the first lane is still blocked

        void Count()
        {
            Interlocked.Increment(ref ran);
            all.Signal();
        }
    }

    [Fact]
    public async Task There_are_never_more_lanes_than_allowed_however_many_wait()
    {
        const int lanes = 3, work = 20_000;
        var executor = new LaneExecutor("test", lanes);
        using var gate = new ManualResetEventSlim();
        using var begun = new CountdownEvent(lanes);
        using var all = new CountdownEvent(work);
        int atOnce = 0, most = 0;
        for (var i = 0; i < work; i++) Give(executor, Run);

        await OverAsync(begun); // as many as allowed
        await ThreadPoolTurns.PassAsync();
        Assert.Equal(lanes, Volatile.Read(ref atOnce));
        gate.Set();
        await OverAsync(all);
        Assert.Equal(lanes, most);

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
        var executor = new LaneExecutor("test", lanes: 3);
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

    [Fact]
    public void In_the_scope_work_is_run_by_who_gives_it_before_he_goes_on()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        int? ranOn = null;

        using (LaneExecutor.RunAtOnce())
        {
            Give(executor, () => ranOn = Environment.CurrentManagedThreadId);
            Assert.Equal(Environment.CurrentManagedThreadId, ranOn);
        }
    }

    [Fact]
    public async Task In_the_scope_what_that_work_gives_waits_its_turn()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        using var inside = new ThreadLocal<bool>();
        using var all = new CountdownEvent(1);
        var nested = false;
        using (LaneExecutor.RunAtOnce())
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
        var executor = new LaneExecutor("test", lanes: 1);
        using (LaneExecutor.RunAtOnce())
        {
        }

        Assert.False(await RunsAtOnceAsync(executor));
    }

    [Fact]
    public async Task A_scope_in_a_scope_leaves_the_outer_one_as_it_was()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        Task<bool> between;
        using (LaneExecutor.RunAtOnce())
        {
            using (LaneExecutor.RunAtOnce())
            {
            }

            between = RunsAtOnceAsync(executor);
        }

        Assert.True(await between);
    }

    [Fact]
    public async Task Work_that_throws_in_the_scope_ends_nothing_but_itself()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        var thread = new TaskCompletionSource<(bool Inside, Task<bool> After)>();

        void OnOneThread()
        {
            bool inside;
            using (LaneExecutor.RunAtOnce())
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
        var executor = new LaneExecutor("test", lanes: 1);
        Assert.Throws<InvalidOperationException>(() =>
        {
            using (LaneExecutor.RunAtOnce()) Give(executor, () => throw new InvalidOperationException("thrown by the test"));
        });

        Assert.False(await RunsAtOnceAsync(executor));
    }

    [Fact]
    public void A_lent_thread_runs_what_was_given_at_the_end_of_the_loan_and_what_came_of_that()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        var ran = new List<(string What, int Thread)>();
        using (LaneExecutor.LendThread(true))
        {
            Give(executor, () =>
            {
                Ran("first");
                Give(executor, () => Ran("by the first"));
            });
            Give(executor, () => Ran("second"));
            Assert.Empty(ran);
        }

        Assert.Equal(["first", "second", "by the first"], ran.Select(one => one.What));
        Assert.All(ran, one => Assert.Equal(Environment.CurrentManagedThreadId, one.Thread));

        void Ran(string what) => ran.Add((what, Environment.CurrentManagedThreadId));
    }

    [Fact]
    public async Task A_loan_ends_after_a_few_mailboxes_and_the_pool_runs_the_others_in_their_order()
    {
        const int work = 100;
        var executor = new LaneExecutor("test", lanes: 1);
        var onLoan = new ThreadLocal<bool> { Value = true };
        var ran = new ConcurrentQueue<(int Number, bool OnLoan)>();
        using var all = new CountdownEvent(work);
        using (LaneExecutor.LendThread(true))
            for (var i = 0; i < work; i++)
            {
                var number = i;
                Give(executor, () =>
                {
                    ran.Enqueue((number, onLoan.Value));
                    all.Signal();
                });
            }

        onLoan.Value = false;
        await OverAsync(all);
        Assert.Equal(Enumerable.Range(0, work), ran.Select(one => one.Number));
        Assert.Equal(RunOnALoan, ran.Count(one => one.OnLoan));
        Assert.Equal(RunOnALoan, ran.TakeWhile(one => one.OnLoan).Count());
    }

    [Fact]
    public async Task A_loan_is_not_taken_by_a_lane_that_runs_already()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        using var all = new CountdownEvent(1);
        using (var blocked = new Blocked(executor))
        {
            await blocked.BegunAsync();
            using (LaneExecutor.LendThread(true)) Give(executor, () => all.Signal());
            Assert.False(all.IsSet);
        }

        await OverAsync(all);
    }

    [Fact]
    public async Task Two_lanes_that_begin_in_one_loan_are_both_run()
    {
        LaneExecutor one = new("one", lanes: 1), other = new("other", lanes: 1);
        using var all = new CountdownEvent(2);
        using (LaneExecutor.LendThread(true))
        {
            Give(one, () => all.Signal());
            Give(other, () => all.Signal());
        }

        await OverAsync(all);
    }

    [Fact]
    public async Task A_thread_that_is_not_lent_leaves_work_to_the_pool()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        var here = new ThreadLocal<bool> { Value = true };
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (LaneExecutor.LendThread(false)) Give(executor, () => ran.SetResult(here.Value));
        here.Value = false;

        Assert.False(await ran.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task After_the_loan_work_is_left_to_the_pool()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        using (LaneExecutor.LendThread(true))
        {
        }

        Assert.False(await RunsAtOnceAsync(executor));
    }

    [Fact]
    public async Task Work_that_throws_on_a_loan_ends_with_who_lent_and_the_lane_goes_on()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        using var all = new CountdownEvent(2);
        Assert.Throws<InvalidOperationException>(() =>
        {
            using (LaneExecutor.LendThread(true))
            {
                Give(executor, () => throw new InvalidOperationException("thrown by the test"));
                Give(executor, () => all.Signal());
            }
        });

        Give(executor, () => all.Signal());
        await OverAsync(all);
    }

    /// <summary>Whether work is run inside the call that gives it.</summary>
    private static Task<bool> RunsAtOnceAsync(LaneExecutor executor)
    {
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var inside = new ThreadLocal<bool> { Value = true };
        Give(executor, () => ran.SetResult(inside.Value));
        inside.Value = false;
        return ran.Task.WaitAsync(Patience);
    }

    private static void Give(LaneExecutor executor, Action run) => executor.Execute(new Work(run));

    private static async Task OverAsync(CountdownEvent all) => Assert.True(await Task.Run(() => all.Wait(Patience)));

    private static void InterlockedMax(ref int most, int now)
    {
        for (var before = Volatile.Read(ref most); now > before; before = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, now, before);
    }

    /// <summary>Keeps a lane until the end of the test.</summary>
    private sealed class Blocked : IDisposable
    {
        private readonly ManualResetEventSlim _gate = new();
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Blocked(LaneExecutor executor) => Give(executor, () =>
        {
            _begun.SetResult();
            _gate.Wait();
        });

        public Task BegunAsync() => _begun.Task.WaitAsync(Patience);

        public void Dispose() => _gate.Set();
    }

    private sealed class Work(Action run) : IRunnable
    {
        public void Run() => run();

        public void Execute() => run();
    }
}
