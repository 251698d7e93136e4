namespace OptionAuctions.Replay;

/// <summary>A decision that an actor made in a replay.</summary>
/// <param name="At">Virtual time, KST.</param>
/// <param name="Text">The decision in one line: control characters are escaped, and a long text ends with its length and a hash of the whole.</param>
public readonly record struct Decision(DateTimeOffset At, string Text);
