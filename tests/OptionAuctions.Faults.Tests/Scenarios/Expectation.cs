namespace OptionAuctions.Faults.Tests.Scenarios;

/// <summary>What our own feed makes of one shipped scenario, and from where on it is played.</summary>
/// <param name="See">Plays it, and asserts what has to be seen; to be drained at its end.</param>
internal sealed record Expectation(Func<ScenarioPlay, Task> See)
{
    /// <summary>When feed and venue begin: in the middle of an opening call, unless the scenario is about another time.</summary>
    public DateTimeOffset StartsAt { get; init; } = new(2026, 11, 23, 8, 45, 0, MarketTime.Offset);

    /// <summary>True when the venue's market runs; false when only what the test sends is sent.</summary>
    public bool Market { get; init; }

    /// <summary>Number of codes that trade and are followed.</summary>
    public int Codes { get; init; } = 2;

    /// <summary>The codes that are followed instead, for scenarios about stocks and futures.</summary>
    public IReadOnlyList<Instrument>? Follows { get; init; }

    /// <summary>What the feed is set to differently.</summary>
    public Action<FeedOptions>? Change { get; init; }
}
