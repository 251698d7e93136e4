using Akka.Actor;

namespace OptionAuctions;

/// <summary>The status of one app key's session at the venue.</summary>
/// <param name="AppKey">Index of the app key in the options, from 0.</param>
/// <param name="State">State of the session.</param>
/// <param name="Reason">Why the session is not open, without secrets; empty when it is open.</param>
/// <param name="Until">When it tries again, KST; <see langword="null"/> when it tries again by itself, or when a person has to act.</param>
/// <param name="Epoch">Number of its connection (the epoch), counted from 1 over all sessions; 0 before the first.</param>
/// <param name="Capacity">Registrations that the session is expected to accept.</param>
/// <param name="Held">Registrations that are assigned to the session.</param>
/// <param name="Active">Registrations that the venue acknowledged.</param>
/// <param name="Refused">Registrations that the venue refused.</param>
public sealed record AppKeySessionStatus(
    int AppKey, AppKeySessionState State, string Reason, DateTimeOffset? Until, int Epoch, int Capacity, int Held, int Active, int Refused)
    : INoSerializationVerificationNeeded;
