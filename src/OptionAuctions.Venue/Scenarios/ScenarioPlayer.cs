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

    /// <summary>Returns the calls of a day under a scenario: those of the options, and those that it adds.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public IReadOnlyList<CallWindow> CallsUnder(Scenario scenario)
    {
        if (!options.MarketRuns) return [];
        var added = scenario.Clauses
            .Where(c => c.Fault is Setting s && s.Change(_initial).HoldsCallAfterHalt).Select(c => c.When).OfType<When.Daily>()
            .Select(when => CallWindow.AfterHalt(when.From, when.To));
        var calls = options.Calls.Concat(added).OrderBy(call => call.From).ToArray();
        return CallWindow.FollowEachOther(calls)
            ? calls
            : throw new ArgumentException($"scenario '{scenario.Name}' holds a call that overlaps another call of the day", nameof(scenario));
    }

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

    /// <summary>Returns what is done to a data message of a session, by its running number from 1.</summary>
    public IEnumerable<Distortion> DistortionsOf(long messageNumber, DateTimeOffset now) => Scenario.Clauses
        .Where(c => c.Fault is MessageFault && messageNumber % c.EveryNth == 0 && c.When.Covers(now, _began))
        .Select(c => ((MessageFault)c.Fault).Distort);
}
