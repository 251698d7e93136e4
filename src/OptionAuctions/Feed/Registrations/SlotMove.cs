namespace OptionAuctions.Feed.Registrations;

/// <summary>A move of a topic: to the session of an app key, or away from it.</summary>
internal readonly record struct SlotMove(Topic Topic, int AppKey, int Priority, bool Release);
