namespace OptionAuctions.Venue;

/// <summary>
/// The state of the venue at one moment: the true figures with which a client's are compared. It holds no key and no secret.
/// </summary>
/// <param name="Now">Time of the venue's clock.</param>
/// <param name="Sessions">Sessions in the order they connected, the last 1,024 of them.</param>
/// <param name="SentByCode">Records sent per code since the start, over all sessions and TRs: a running total.</param>
/// <param name="Counters">Counters since the start.</param>
public sealed record VenueState(
    DateTimeOffset Now,
    IReadOnlyList<SessionState> Sessions,
    IReadOnlyDictionary<Instrument, long> SentByCode,
    VenueCounters Counters)
{
    /// <summary>Progress of the replay; <see langword="null"/> when <see cref="VenueOptions.Replay"/> is not used.</summary>
    public ReplayState? Replay { get; init; }

    /// <summary>Sessions whose connection is open.</summary>
    public IEnumerable<SessionState> OpenSessions => Sessions.Where(s => s.IsOpen);

    /// <summary>Returns the records sent for a code; 0 for one never sent.</summary>
    public long Sent(Instrument code) => SentByCode.GetValueOrDefault(code);
}
