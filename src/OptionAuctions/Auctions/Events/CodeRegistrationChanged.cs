namespace OptionAuctions;

/// <summary>
/// Published when the status of a code's registration changed. One code can have two registrations: for its expected executions, and for its trades.
/// </summary>
/// <param name="At">When, KST.</param>
/// <param name="Code">The code.</param>
/// <param name="Status">The new status.</param>
/// <param name="Reason">A text of the venue or of the feed, without secrets; empty when nothing is wrong.</param>
/// <param name="Kind">What the registration is for.</param>
public sealed record CodeRegistrationChanged(
    DateTimeOffset At, Instrument Code, RegistrationStatus Status, string Reason, RecordKind Kind = RecordKind.ExpectedExecution) : IFeedEvent
{
    /// <summary>Place of the app key whose session has the slot, from 0; <see langword="null"/> when none has it.</summary>
    public int? AppKey { get; init; }
}
