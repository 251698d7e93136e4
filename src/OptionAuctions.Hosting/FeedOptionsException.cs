namespace OptionAuctions.Hosting;

/// <summary>Options that no feed can start on. The message names each key and what is wrong with it; it never holds a secret.</summary>
public sealed class FeedOptionsException : Exception
{
    /// <summary>Options with these problems.</summary>
    public FeedOptionsException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) =>
        Problems = problems;

    /// <summary>One sentence a problem, each beginning with the key.</summary>
    public IReadOnlyList<string> Problems { get; }
}
