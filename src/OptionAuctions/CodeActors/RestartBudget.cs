namespace OptionAuctions.CodeActors;

/// <summary>A limit on the restarts of an actor within a sliding window of time.</summary>
/// <param name="most">Maximum number of restarts, 0 or more.</param>
/// <param name="within">Length of the window.</param>
/// <param name="time">The clock. Its timestamps are used and not its wall time, which may be set back.</param>
internal sealed class RestartBudget(int most, TimeSpan within, TimeProvider time)
{
    private readonly Queue<long> _spent = [];

    /// <summary>Takes one restart from the budget.</summary>
    /// <returns>False when none is left; then nothing is taken.</returns>
    public bool TrySpend()
    {
        var now = time.GetTimestamp();
        while (_spent.TryPeek(out var first) && time.GetElapsedTime(first, now) >= within) _spent.Dequeue();
        if (_spent.Count >= most) return false;
        _spent.Enqueue(now);
        return true;
    }
}
