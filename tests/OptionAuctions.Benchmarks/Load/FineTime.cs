using System.Runtime.InteropServices;

namespace OptionAuctions.Benchmarks.Load;

/// <summary>
/// The system's clock, with timers as fine as some microseconds: a thread for each of the short ones, which sleeps until the next is due.
/// </summary>
/// <remarks>
/// The framework's timers go by a clock that some kernels advance every four milliseconds, so that "50,000 a second" would leave as 250 bursts of
/// two hundred. A thread that is late says all that is due and goes on from there.
/// </remarks>
internal sealed partial class FineTime : TimeProvider
{
    private const int SetTimerSlack = 29; // PR_SET_TIMERSLACK: the kernel may be late by 50 µs unless told otherwise

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(10);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period > TimeSpan.Zero && period < Short && OperatingSystem.IsLinux()
            ? new FineTimer(this, callback, state, period)
            : System.CreateTimer(callback, state, dueTime, period);

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint first);

    private sealed class FineTimer : ITimer
    {
        private readonly CancellationTokenSource _over = new();

        public FineTimer(FineTime time, TimerCallback callback, object? state, TimeSpan period)
        {
            var over = _over.Token;
            new Thread(() => Run(time, () => callback(state), period, over)) { IsBackground = true, Name = "fine timer" }.Start();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("a fine timer keeps its period");

        public void Dispose() => _over.Cancel();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static void Run(FineTime time, Action tick, TimeSpan period, CancellationToken over)
        {
            _ = Control(SetTimerSlack, 1);
            var due = time.GetTimestamp();
            while (!over.IsCancellationRequested)
            {
                due = Math.Max(due + (long)(period.TotalSeconds * time.TimestampFrequency), time.GetTimestamp());
                var left = time.GetElapsedTime(time.GetTimestamp(), due).TotalMicroseconds;
                if (left >= 1) _ = Sleep((uint)left);
                tick();
            }
        }
    }
}
