using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Dispatch;
using static OptionAuctions.Tests.Dispatch.Lanes;

namespace OptionAuctions.Tests.Dispatch;

public sealed class LaneLoanSpecs
{
    private const int RunOnALoan = 32; // as the executor has it

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

    [Fact]
    public void A_loan_in_a_loan_ends_with_the_outer_one()
    {
        var executor = new LaneExecutor("test", lanes: 1);
        var ran = false;
        using (LaneExecutor.LendThread(true))
        {
            using (LaneExecutor.LendThread(true)) Give(executor, () => ran = true);
            using (LaneExecutor.LendThread(false))
            {
            }

            Assert.False(ran);
        }

        Assert.True(ran);
    }

    [Fact]
    public async Task After_a_loan_that_was_held_for_too_long_no_thread_is_taken_for_a_minute()
    {
        var (time, held) = (new FakeTimeProvider(), new List<TimeSpan>());
        var executor = new LaneExecutor("test", lanes: 1, time, held.Add);
        using (LaneExecutor.LendThread(true)) Give(executor, () => time.Advance(TimeSpan.FromMilliseconds(51)));
        Assert.Equal([TimeSpan.FromMilliseconds(51)], held);

        Assert.False(await IsTakenAsync());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await IsTakenAsync());

        async Task<bool> IsTakenAsync()
        {
            var onLoan = new ThreadLocal<bool> { Value = true };
            var taken = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (LaneExecutor.LendThread(true)) Give(executor, () => taken.SetResult(onLoan.Value));
            onLoan.Value = false;
            return await taken.Task.WaitAsync(Patience);
        }
    }

    [Fact]
    public void A_loan_on_which_something_threw_was_held_as_well()
    {
        var (time, held) = (new FakeTimeProvider(), new List<TimeSpan>());
        var executor = new LaneExecutor("test", lanes: 1, time, held.Add);
        Assert.Throws<InvalidOperationException>(() =>
        {
            using (LaneExecutor.LendThread(true))
                Give(executor, () =>
                {
                    time.Advance(TimeSpan.FromSeconds(1));
                    throw new InvalidOperationException("thrown by the test");
                });
        });

        Assert.Equal([TimeSpan.FromSeconds(1)], held);
    }
}
