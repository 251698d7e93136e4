namespace OptionAuctions.History;

/// <summary>A store that cannot be opened, read or written. The message is a sentence that names the store and holds no secret.</summary>
public sealed class HistoryException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problem">The reason.</param>
    /// <param name="message">The sentence.</param>
    public HistoryException(HistoryProblem problem, string message)
        : base(message) => Problem = problem;

    /// <summary>The reason.</summary>
    public HistoryProblem Problem { get; }
}
