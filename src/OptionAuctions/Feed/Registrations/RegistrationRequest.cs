namespace OptionAuctions.Feed.Registrations;

/// <summary>A request to the venue: to register a topic, or to release it.</summary>
internal readonly record struct RegistrationRequest(Topic Topic, bool Release);
