using OptionAuctions.Venue.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>
/// The state of the scenario that is played: how the venue behaves now, what happens next, and what is done to a message. Reads no clock: the
/// time is a parameter.
/// </summary>
internal sealed class ScenarioPlayer(VenueOptions options)
{
    private readonly Behaviour _initial = Behaviour.Of(options);
    private DateTimeOffset _began;
    private DateTimeOffset _takenUntil;

    public Scenario Scenario { get; private set; } = Scenario.Calm;

    /// <summary>Returns the conditions of the market under a scenario: the calls of the options and those that it adds, and how far stocks open away.</summary>
    /// <exception cref="ArgumentException">Calls overlap.</exception>
    public MarketConditions ConditionsUnder(Scenario scenario) =>
        options.HasMarket ? ScenarioConditions.Of(scenario, options, _initial) : new MarketConditions([], [], null);

    /// <summary>Begins another scenario and ends the one before.</summary>
    public void Play(Scenario scenario, DateTimeOffset now) => (Scenario, _began, _takenUntil) = (scenario, now, now);

    /// <summary>Returns how the venue behaves at a moment.</summary>
    public Behaviour At(DateTimeOffset now)
    {
        var behaviour = _initial;
        foreach (var clause in Scenario.Clauses)
            if (clause.Fault is Setting setting && clause.When.Covers(now, _began))
                behaviour = setting.Change(behaviour);
        return behaviour;
    }

    /// <summary>When the next action is due, or the next window opens.</summary>
    public DateTimeOffset? NextDue => Scenario.Clauses.Count == 0 ? null : Scenario.Clauses.Select(c => c.When.Next(_takenUntil, _began)).Min();

    /// <summary>Returns the actions that are due up to a moment and were not returned before.</summary>
    public IEnumerable<VenueAction> Take(DateTimeOffset now)
    {
        var (from, began) = (_takenUntil, _began);
        _takenUntil = now;
        return Scenario.Clauses
            .Where(c => c.Fault is VenueAction && c.When.Next(from, began) <= now)
            .Select(c => (VenueAction)c.Fault)
            .ToArray();
    }

    /// <summary>Returns the moment at which data that is held back now will be sent; <see langword="null"/> when it is not held.</summary>
    public DateTimeOffset? HeldUntil(DateTimeOffset now) => !At(now).HoldsData ? null
        : Scenario.Clauses.Where(c => c.Fault is Setting s && s.Change(_initial).HoldsData && c.When.Covers(now, _began))
            .Max(c => c.When.Until(now, _began));

    /// <summary>
    /// Returns what is done to a data message of a session, by its running number from 1. A sentence that names no TR is about expected executions, whatever
    /// their TR.
    /// </summary>
    public IEnumerable<Distortion> DistortionsOf(RecordLayout layout, long messageNumber, DateTimeOffset now) => Scenario.Clauses
        .Where(c => c.Fault is MessageFault && (c.TrId == layout.TrId || (c.TrId.Length == 0 && layout.Kind == RecordKind.ExpectedExecution)))
        .Where(c => messageNumber % c.EveryNth == 0 && c.When.Covers(now, _began))
        .Select(c => ((MessageFault)c.Fault).Distort);
}
