namespace OptionAuctions.Cli.Running;

/// <summary>The wait for the end of a command.</summary>
internal static class Ending
{
    /// <summary>
    /// Completes when the duration is over, a stop is requested, or one of <paramref name="others"/> has completed; never with an exception.
    /// </summary>
    public static async Task WaitAsync(TimeSpan? duration, TimeProvider time, CancellationToken stop, params Task[] others)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var end = Task.Delay(duration ?? Timeout.InfiniteTimeSpan, time, cancellation.Token);
        await Task.WhenAny([end, .. others]);
        await cancellation.CancelAsync();
    }
}
