namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The keeper of what was seen of one connection, and of those that wait for more. Safe from any thread.</summary>
internal sealed class Observer(TimeProvider time)
{
    private readonly Lock _gate = new();
    private Sighting _current = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was seen so far.</summary>
    public Sighting Current
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    /// <summary>Adds an event of the feed.</summary>
    public void Add(IFeedEvent happened) => Change(seen => seen.After(happened));

    /// <summary>Adds a message of the venue.</summary>
    public void Add(ReadOnlyMemory<byte> message) => Change(seen => seen.After(message));

    /// <summary>Waits until what was seen satisfies a condition, or the time is over, or a stop is requested.</summary>
    /// <returns>What was seen then, whether it satisfies the condition or not.</returns>
    public async Task<Sighting> WhenAsync(Func<Sighting, bool> condition, TimeSpan within, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Positive(within), time);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        while (true)
        {
            var (seen, changed) = Next();
            if (condition(seen) || bounded.IsCancellationRequested) return seen;
            await changed.WaitAsync(bounded.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private (Sighting Seen, Task Changed) Next()
    {
        lock (_gate) return (_current, _changed.Task);
    }

    private void Change(Func<Sighting, Sighting> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            var after = change(_current);
            if (ReferenceEquals(after, _current)) return;
            (_current, changed, _changed) = (after, _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.TrySetResult();
    }
}
