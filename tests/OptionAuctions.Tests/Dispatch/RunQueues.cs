using Akka.Dispatch;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

/// <summary>Work for a run queue, and how to wait for it.</summary>
internal static class RunQueues
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether work is run inside the call that gives it.</summary>
    public static Task<bool> RunsAtOnceAsync(RunQueueExecutor executor)
    {
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var inside = new ThreadLocal<bool> { Value = true };
        Give(executor, () => ran.SetResult(inside.Value));
        inside.Value = false;
        return ran.Task.WaitAsync(Patience);
    }

    public static void Give(RunQueueExecutor executor, Action run) => executor.Execute(new Work(run));

    public static async Task OverAsync(CountdownEvent all) => Assert.True(await Task.Run(() => all.Wait(Patience)));

    /// <summary>Keeps a thread until the end of the test.</summary>
    public sealed class Blocked : IDisposable
    {
        private readonly ManualResetEventSlim _gate = new();
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Blocked(RunQueueExecutor executor) => Give(executor, () =>
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
