namespace OptionAuctions.Replay;

/// <summary>An exception that an actor has thrown in a replay, or that kept it from being made.</summary>
/// <param name="At">Virtual time, KST.</param>
/// <param name="Code">The code whose actor it is, or whose actor has it as a child; <see langword="null"/> for any other actor.</param>
/// <param name="Reason">What has happened, on one line.</param>
public readonly record struct ActorFailure(DateTimeOffset At, Instrument? Code, string Reason);
