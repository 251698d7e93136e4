namespace OptionAuctions.Replay;

/// <summary>The result of a replay whose actors' decisions were noted.</summary>
/// <param name="Replay">The replay.</param>
/// <param name="Decisions">What the actors have decided.</param>
/// <param name="Failures">The first failures of actors, in their order; without any, none has thrown.</param>
/// <param name="FailureCount">Number of all failures.</param>
public sealed record DecisionReplayResult(ReplayResult Replay, DecisionLog Decisions, IReadOnlyList<ActorFailure> Failures, long FailureCount);
