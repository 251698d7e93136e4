using Akka.Actor;

namespace OptionAuctions.History;

/// <summary>The counters of a <see cref="HistoryActor"/>; Finished = Stored + Waiting + Lost.</summary>
/// <param name="Finished">Summaries that were finished.</param>
/// <param name="Stored">Summaries that the store took.</param>
/// <param name="Waiting">Summaries that wait for it, or that it is being given.</param>
/// <param name="Lost">Summaries that were dropped, since too many waited or the actor ended before the store took them.</param>
/// <param name="Failures">Attempts that failed.</param>
public sealed record HistoryCounts(long Finished, long Stored, long Waiting, long Lost, long Failures) : INoSerializationVerificationNeeded;
