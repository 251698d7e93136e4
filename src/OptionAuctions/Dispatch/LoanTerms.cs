namespace OptionAuctions.Dispatch;

/// <summary>When a lent thread is taken: after one that was held for too long, none for a while.</summary>
/// <remarks>
/// Who lends it has a keep-alive to answer. What runs on it is done in microseconds, unless an actor blocks that a host has put beside the feed,
/// or the machine stood still: either way another thread does as well for a minute.
/// </remarks>
/// <param name="time">The clock that this goes by.</param>
/// <param name="heldFor">Told how long a thread was held, when that was too long.</param>
internal sealed class LoanTerms(TimeProvider time, Action<TimeSpan>? heldFor)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50), NoneFor = TimeSpan.FromMinutes(1);

    private long _heldAt;
    private bool _wasHeld;

    /// <summary>Whether one is to be taken now.</summary>
    public bool Allow()
    {
        if (!Volatile.Read(ref _wasHeld)) return true;
        if (time.GetElapsedTime(Volatile.Read(ref _heldAt)) < NoneFor) return false;
        Volatile.Write(ref _wasHeld, false);
        return true;
    }

    /// <summary>One was taken.</summary>
    /// <returns>For <see cref="End"/>.</returns>
    public long Begin() => time.GetTimestamp();

    /// <summary>It is given back.</summary>
    public void End(long begun)
    {
        if (time.GetElapsedTime(begun) is var held && held <= Longest) return;
        Volatile.Write(ref _heldAt, time.GetTimestamp());
        Volatile.Write(ref _wasHeld, true);
        heldFor?.Invoke(held);
    }
}
