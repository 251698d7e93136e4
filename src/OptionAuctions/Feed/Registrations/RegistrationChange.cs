namespace OptionAuctions.Feed.Registrations;

/// <summary>A change of a registration's status, with its reason.</summary>
/// <param name="Topic">What is registered.</param>
/// <param name="Status">The new status.</param>
/// <param name="Reason">The reason, as text; empty when nothing is wrong.</param>
/// <param name="InThisEpoch">True for a deferred registration that is not requested again on this connection, whatever slot becomes free.</param>
internal readonly record struct RegistrationChange(Topic Topic, RegistrationStatus Status, string Reason, bool InThisEpoch = false);
