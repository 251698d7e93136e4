namespace OptionAuctions.Hosting;

/// <summary>The exception for options that no feed can start on. The message names each key and what is wrong with it; it never holds a secret.</summary>
public sealed class FeedOptionsException : Exception
{
    /// <summary>Creates the exception from its problems.</summary>
    public FeedOptionsException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) =>
        Problems = problems;

    /// <summary>One sentence for each problem, which begins with the key.</summary>
    public IReadOnlyList<string> Problems { get; }
}
