namespace OptionAuctions.Cli;

/// <summary>The last resort for a process that was asked to end and has not: something outside of it holds it, as a read that never returns does.</summary>
internal static class Watchdog
{
    private static readonly TimeSpan Patience = StopBudget.Total + TimeSpan.FromSeconds(2);

    /// <summary>Ends the process with <see cref="ExitCode.Failed"/> when it has not ended by itself a while after a stop was requested.</summary>
    public static IDisposable Start(CancellationToken stop)
    {
        var timer = new Timer(_ => Environment.Exit(ExitCode.Failed));
        var registration = stop.Register(() => timer.Change(Patience, Timeout.InfiniteTimeSpan));
        return new Both(timer, registration);
    }

    private sealed class Both(IDisposable timer, CancellationTokenRegistration registration) : IDisposable
    {
        public void Dispose()
        {
            registration.Dispose();
            timer.Dispose();
        }
    }
}
