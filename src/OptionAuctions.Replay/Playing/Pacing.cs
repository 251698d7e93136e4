namespace OptionAuctions.Replay;

/// <summary>The pace of a replay in real time.</summary>
/// <param name="time">Real time.</param>
/// <param name="clock">The clock of the replay, at its beginning.</param>
/// <param name="speed">Seconds of the replay per second.</param>
/// <param name="stop">Ends a wait.</param>
internal sealed class Pacing(TimeProvider time, VirtualClock clock, double speed, CancellationToken stop)
{
    private readonly long _began = time.GetTimestamp();
    private readonly DateTimeOffset _from = clock.GetUtcNow();

    /// <summary>Completes when it is time for a moment of the replay.</summary>
    public async ValueTask WhenAsync(DateTimeOffset moment)
    {
        var left = ((moment - _from) / speed) - time.GetElapsedTime(_began);
        if (left > TimeSpan.Zero) await Task.Delay(left, time, stop);
    }
}
