namespace OptionAuctions.History.Tests;

/// <summary>A store in memory whose answers the test gives, one by one; each call is an <see cref="Attempt"/> that is noted.</summary>
public sealed class StoreInHand : IAuctionHistory
{
    private readonly System.Threading.Channels.Channel<Attempt> _attempts = System.Threading.Channels.Channel.CreateBounded<Attempt>(100);

    public async Task<HistoryChanges> UpsertAsync(IReadOnlyCollection<CallSummary> summaries, CancellationToken stop = default)
    {
        var attempt = new Attempt([.. summaries]);
        await _attempts.Writer.WriteAsync(attempt, stop);
        await attempt.Answer.Task;
        return new HistoryChanges(summaries.Count, 0, 0);
    }

    public Task<IReadOnlyList<CallSummary>> ReadAsync(HistoryQuery query, CancellationToken stop = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Whether the actor has come with something that was not answered.</summary>
    public bool HasNext => _attempts.Reader.TryPeek(out _);

    /// <summary>Waits for the next call.</summary>
    public async Task<Attempt> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _attempts.Reader.ReadAsync(patience.Token);
    }

    public sealed record Attempt(IReadOnlyList<CallSummary> Summaries)
    {
        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IEnumerable<string> Codes => Summaries.Select(summary => $"{summary.Code}");

        public void Succeed() => Answer.SetResult();

        public void Fail(string sentence) => Answer.SetException(new HistoryException(HistoryProblem.Unavailable, sentence));
    }
}
