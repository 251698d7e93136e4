namespace OptionAuctions.Wire.Master;

/// <summary>What was read of a master file.</summary>
/// <param name="Series">The options, each code once, in the file's order.</param>
/// <param name="Refused">The lines that could not be read, in the file's order. Whoever needs all of them looks here.</param>
public sealed record MasterListing(IReadOnlyList<ListedSeries> Series, IReadOnlyList<RefusedLine> Refused);

/// <summary>A line of the master file that was passed over.</summary>
/// <param name="Number">Line, from 1.</param>
/// <param name="Reason">What is wrong with it, without a full stop.</param>
public readonly record struct RefusedLine(int Number, string Reason)
{
    /// <summary>For example <c>line 7: '9' is not a kind</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"line {Number}: {Reason}");
}
