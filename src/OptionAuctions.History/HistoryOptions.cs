namespace OptionAuctions.History;

/// <summary>Options of a <see cref="HistoryActor"/>.</summary>
public sealed record HistoryOptions
{
    /// <summary>
    /// Changes that may wait for the actor, 1 to 1,000,000, and more than there are codes; beyond them its subscription ends and begins again after
    /// <see cref="RetryAfter"/>. Default 65,536.
    /// </summary>
    public int MaxChangesWaiting { get; init; } = 65_536;

    /// <summary>Summaries that may wait for the store, 1 or more; beyond them the oldest is dropped and counted. Default 50,000, some 20 MB.</summary>
    public int MaxSummariesWaiting { get; init; } = 50_000;

    /// <summary>Summaries that are stored together, 1 or more. Default 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Time from a failure of the store, or the end of the subscription, to the next attempt, above 0. Default 5 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Receives a sentence when the store begins to fail, one when it takes summaries again, and one for each time that the subscription began again. Called
    /// by the actor. Default: the actor's log alone.
    /// </summary>
    public Action<string>? Alarm { get; init; }
}
