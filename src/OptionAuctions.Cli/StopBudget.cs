namespace OptionAuctions.Cli;

/// <summary>The time within which a process that was asked to end has ended, counted from when it was asked.</summary>
/// <param name="time">The clock, of real time.</param>
internal sealed class StopBudget(TimeProvider time)
{
    /// <summary>The whole of it.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100); // for a step that comes late: it may still be a short one

    private readonly long _began = time.GetTimestamp();

    /// <summary>Returns the time for the next step.</summary>
    /// <param name="reserve">Time that the steps after it need.</param>
    public TimeSpan Left(TimeSpan reserve)
    {
        var left = Total - time.GetElapsedTime(_began) - reserve;
        return left > Least ? left : Least;
    }
}
