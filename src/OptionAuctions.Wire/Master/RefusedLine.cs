namespace OptionAuctions;

/// <summary>A line of the master file that was refused.</summary>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Reason">What is wrong with it, without a full stop.</param>
public readonly record struct RefusedLine(int Number, string Reason)
{
    /// <summary>Returns number and reason, for example <c>line 7: '9' is not a kind</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"line {Number}: {Reason}");
}
