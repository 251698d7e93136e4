using OptionAuctions.Cli.Output;

namespace OptionAuctions.Cli.Running;

/// <summary>The waits at the end of a command.</summary>
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

    /// <summary>Completes when the output is written.</summary>
    /// <param name="output">The output.</param>
    /// <param name="within">How long its reader may pause.</param>
    /// <param name="time">The clock, of real time.</param>
    /// <exception cref="IOException">It cannot be written, or was not read in time.</exception>
    public static async Task FlushAsync(OutputQueue output, TimeSpan within, TimeProvider time)
    {
        try
        {
            await output.FlushAsync(CancellationToken.None).WaitAsync(within, time);
        }
        catch (TimeoutException)
        {
            output.Abandon();
            throw await output.Failure;
        }
    }
}
