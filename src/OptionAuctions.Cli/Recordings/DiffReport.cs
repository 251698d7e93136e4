using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The report of a comparison: the lines of each code, and what they add up to.</summary>
/// <param name="all">True to report also what is equal.</param>
internal abstract class DiffReport(bool all)
{
    protected int Codes { get; private set; }

    protected int CodesThatDiffer { get; private set; }

    protected long OnlyInA { get; private set; }

    protected long OnlyInB { get; private set; }

    protected long Moved { get; private set; }

    protected long Same { get; private set; }

    protected bool All => all;

    /// <summary>True when no code differed.</summary>
    public bool IsEqual => CodesThatDiffer == 0;

    /// <summary>Counts a code.</summary>
    /// <returns>Its lines; none for a code that is not reported.</returns>
    public IEnumerable<string> Lines(CodeDifference code)
    {
        Codes++;
        (OnlyInA, OnlyInB, Moved, Same) = (OnlyInA + code.OnlyInA, OnlyInB + code.OnlyInB, Moved + code.Moved, Same + code.Same);
        if (!code.IsEqual) CodesThatDiffer++;
        return code.IsEqual && !all ? [] : LinesOf(code);
    }

    /// <summary>The last line.</summary>
    public abstract string Summary();

    protected abstract IEnumerable<string> LinesOf(CodeDifference code);
}
