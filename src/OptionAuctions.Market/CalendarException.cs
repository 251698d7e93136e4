namespace OptionAuctions;

/// <summary>The error of a calendar that cannot be used. The message is one sentence: the file, the line and what is wrong there.</summary>
public sealed class CalendarException : Exception
{
    /// <summary>An error in one line of a file.</summary>
    /// <param name="file">The file, as it was requested.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="reason">What is wrong, without a full stop.</param>
    public CalendarException(string file, int line, string reason) : base(FormattableString.Invariant($"{file}, line {line}: {reason}")) => Line = line;

    /// <summary>An error of a whole file: something is missing, so that no line can be named.</summary>
    public CalendarException(string file, string reason) : base($"{file}: {reason}") { }

    /// <summary>Line, from 1; <see langword="null"/> when something is missing.</summary>
    public int? Line { get; }
}
