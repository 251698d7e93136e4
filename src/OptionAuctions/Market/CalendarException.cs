namespace OptionAuctions.Market;

/// <summary>A calendar that cannot be used. The message is one sentence: the file, the line and what is wrong there.</summary>
public sealed class CalendarException : Exception
{
    /// <summary>A line is wrong.</summary>
    /// <param name="file">The file, as it was asked for.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="reason">What is wrong, without a full stop.</param>
    public CalendarException(string file, int line, string reason) : base($"{file}, line {line}: {reason}") => Line = line;

    /// <summary>Something is missing, so that no line can be named.</summary>
    public CalendarException(string file, string reason) : base($"{file}: {reason}") { }

    /// <summary>Line, from 1; <see langword="null"/> when something is missing.</summary>
    public int? Line { get; }
}
