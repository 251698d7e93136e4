using Akka.Actor;

namespace OptionAuctions;

/// <summary>The status of a feed at one moment.</summary>
/// <param name="Sessions">One status for each app key.</param>
/// <param name="Deferred">Number of registrations that found no slot in any session.</param>
/// <param name="LastDataAt">When a message with records was last received, in any session, KST; <see langword="null"/> before the first.</param>
/// <param name="DataMissingSince">
/// Since when no records have come although the exchange publishes, KST; <see langword="null"/> while none is missing. See
/// <see cref="MarketOptions.DataStaleAfter"/>.
/// </param>
/// <param name="Trading">Phase and call by the calendar, for the followed series that trades longest.</param>
public sealed record FeedStatus(
    IReadOnlyList<AppKeySessionStatus> Sessions, int Deferred, DateTimeOffset? LastDataAt, DateTimeOffset? DataMissingSince, SessionState Trading)
    : INoSerializationVerificationNeeded
{
    /// <summary>
    /// Why too large a share of what the venue sends is refused, as a sentence; <see langword="null"/> while it is not. See
    /// <see cref="MarketOptions.RefusedShare"/>.
    /// </summary>
    public string? RefusalAlarm { get; init; }

    /// <summary>
    /// Who has which slot: the newest status of each registration that is wanted, in the order in which they were asked for, with the app key whose session
    /// has it, and for the others the reason why they have none.
    /// </summary>
    public IReadOnlyList<CodeRegistrationChanged> Registrations { get; init; } = [];
}
