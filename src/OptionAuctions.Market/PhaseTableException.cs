namespace OptionAuctions;

/// <summary>The error of a phase table that cannot be used. The message is one sentence: the file, the line and what is wrong there.</summary>
public sealed class PhaseTableException : Exception
{
    /// <summary>An error in one line of the file.</summary>
    /// <param name="file">The file, as it was requested.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="reason">What is wrong, without a full stop.</param>
    public PhaseTableException(string file, int line, string reason) : base(FormattableString.Invariant($"{file}, line {line}: {reason}")) => Line = line;

    /// <summary>An error of the whole file: it cannot be read, so that no line can be named.</summary>
    public PhaseTableException(string file, string reason) : base($"{file}: {reason}") { }

    /// <summary>Line, from 1; <see langword="null"/> when the file cannot be read.</summary>
    public int? Line { get; }
}
