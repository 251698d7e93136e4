namespace OptionAuctions.Cli.Running;

/// <summary>Waits for the end of a command.</summary>
internal static class Ending
{
    /// <summary>Returns when the time is over, somebody asked, or one of <paramref name="others"/> is done; never by an exception.</summary>
    public static async Task WaitAsync(TimeSpan? duration, TimeProvider time, CancellationToken stop, params Task[] others)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var asked = Task.Delay(duration ?? Timeout.InfiniteTimeSpan, time, over.Token);
        await Task.WhenAny([asked, .. others]);
        await over.CancelAsync();
    }
}
