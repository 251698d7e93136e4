namespace OptionAuctions.Venue.Sessions;

/// <summary>The HTTP requests that the scenario keeps waiting. Bounded by the number of connections.</summary>
internal sealed class Delays
{
    private readonly PriorityQueue<TaskCompletionSource, DateTimeOffset> _waiting = new();

    public int Count => _waiting.Count;

    public DateTimeOffset? NextDue => _waiting.TryPeek(out _, out var due) ? due : null;

    public Task Until(DateTimeOffset due)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(done, due);
        return done.Task;
    }

    public void DoDue(DateTimeOffset now)
    {
        while (NextDue <= now) _waiting.Dequeue().TrySetResult();
    }
}
