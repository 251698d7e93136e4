namespace OptionAuctions.Venue;

/// <summary>The callers that wait for the venue's state to satisfy a condition. One caller at a time.</summary>
internal sealed class StateWaiters
{
    private const int MaxWaiters = 1024;
    private readonly List<Waiter> _waiters = [];

    public Task<VenueState> Add(Func<VenueState, bool> condition, Func<VenueState> snapshot, CancellationToken ct)
    {
        var state = snapshot();
        if (condition(state)) return Task.FromResult(state);
        _waiters.RemoveAll(w => w.Done.Task.IsCompleted);
        if (_waiters.Count >= MaxWaiters) throw new InvalidOperationException($"more than {MaxWaiters} wait for the venue's state");

        var waiter = new Waiter(condition, new TaskCompletionSource<VenueState>(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiters.Add(waiter);
        var registration = ct.Register(() => waiter.Done.TrySetCanceled(ct));
        _ = waiter.Done.Task.ContinueWith(_ => registration.Dispose(),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return waiter.Done.Task;
    }

    /// <summary>Completes the waiters whose condition the state satisfies after a change.</summary>
    public void Check(Func<VenueState> snapshot)
    {
        if (_waiters.Count == 0) return;
        var state = snapshot();
        _waiters.RemoveAll(w => w.Done.Task.IsCompleted || (Holds(w, state) && w.Done.TrySetResult(state)));
    }

    /// <summary>Fails all waiters: the venue has stopped.</summary>
    public void Fail()
    {
        foreach (var waiter in _waiters) waiter.Done.TrySetException(new ObjectDisposedException(nameof(VenueServer)));
        _waiters.Clear();
    }

    private static bool Holds(Waiter waiter, VenueState state)
    {
        try
        {
            return waiter.Condition(state);
        }
        catch (Exception e) // the condition is the caller's code, and its exception goes to the caller
        {
            waiter.Done.TrySetException(e);
            return false;
        }
    }

    private sealed record Waiter(Func<VenueState, bool> Condition, TaskCompletionSource<VenueState> Done);
}
