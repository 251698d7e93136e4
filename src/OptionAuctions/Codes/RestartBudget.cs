namespace OptionAuctions.Codes;

/// <summary>Restarts that an actor still has, so many within any stretch of so long.</summary>
/// <param name="most">Restarts, 0 or more.</param>
/// <param name="within">The stretch.</param>
/// <param name="time">The clock; its wall time may be set back, so it is not looked at.</param>
internal sealed class RestartBudget(int most, TimeSpan within, TimeProvider time)
{
    private readonly Queue<long> _spent = [];

    /// <summary>Spends one.</summary>
    /// <returns>False when there is none left, and nothing is spent.</returns>
    public bool TrySpend()
    {
        var now = time.GetTimestamp();
        while (_spent.TryPeek(out var first) && time.GetElapsedTime(first, now) >= within) _spent.Dequeue();
        if (_spent.Count >= most) return false;
        _spent.Enqueue(now);
        return true;
    }
}
