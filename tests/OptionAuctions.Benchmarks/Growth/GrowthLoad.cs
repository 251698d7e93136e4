namespace OptionAuctions.Benchmarks.Growth;

/// <summary>One load to measure under.</summary>
/// <param name="Codes">Codes over all sessions.</param>
/// <param name="PerFrame">Records of a message.</param>
/// <param name="Subscribers">Subscribers, each to all codes.</param>
/// <param name="Sessions">App keys that the codes are spread over.</param>
internal sealed record GrowthLoad(int Codes, int PerFrame = 4, int Subscribers = 1, int Sessions = 1);
