namespace OptionAuctions.Venue.Scenarios;

/// <summary>
/// The scenario that is on: how the venue behaves now, what happens next, what becomes of a message. Pure: time is handed in.
/// </summary>
internal sealed class Stage(VenueOptions options)
{
    private readonly Behaviour _asSetUp = Behaviour.Of(options);
    private DateTimeOffset _began;
    private DateTimeOffset _done;

    public Scenario Scenario { get; private set; } = Scenario.Calm;

    /// <summary>Begins another scenario; the one before is over.</summary>
    public void Play(Scenario scenario, DateTimeOffset now) => (Scenario, _began, _done) = (scenario, now, now);

    /// <summary>How the venue behaves at a moment.</summary>
    public Behaviour At(DateTimeOffset now)
    {
        var behaviour = _asSetUp;
        foreach (var clause in Scenario.Clauses)
            if (clause.Fault is Setting setting && clause.When.Covers(now, _began))
                behaviour = setting.Change(behaviour);
        return behaviour;
    }

    /// <summary>When the next action is due, or the next window opens.</summary>
    public DateTimeOffset? NextDue => Scenario.Clauses.Count == 0 ? null : Scenario.Clauses.Select(c => c.When.Next(_done, _began)).Min();

    /// <summary>What happens up to a moment and has not happened yet.</summary>
    public IEnumerable<VenueAction> Take(DateTimeOffset now)
    {
        var (from, began) = (_done, _began);
        _done = now;
        return Scenario.Clauses
            .Where(c => c.Fault is VenueAction && c.When.Next(from, began) <= now)
            .Select(c => (VenueAction)c.Fault)
            .ToArray();
    }

    /// <summary>When data that is held back now will come; <see langword="null"/> when it is not held.</summary>
    public DateTimeOffset? HeldUntil(DateTimeOffset now) => !At(now).HoldsData ? null
        : Scenario.Clauses.Where(c => c.Fault is Setting s && s.Change(_asSetUp).HoldsData && c.When.Covers(now, _began))
            .Max(c => c.When.Until(now, _began));

    /// <summary>What is done to a session's data message, by its running number from 1.</summary>
    public IEnumerable<Distortion> DoneTo(long frame, DateTimeOffset now) => Scenario.Clauses
        .Where(c => c.Fault is FrameFault && frame % c.EveryNth == 0 && c.When.Covers(now, _began))
        .Select(c => ((FrameFault)c.Fault).Distort);
}
