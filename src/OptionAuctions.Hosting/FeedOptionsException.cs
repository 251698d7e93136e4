using Microsoft.Extensions.Options;

namespace OptionAuctions.Hosting;

/// <summary>The exception for options that no feed can start on. The message names each key and what is wrong with it; it never holds a secret.</summary>
public sealed class FeedOptionsException : OptionsValidationException
{
    /// <summary>Creates the exception from its problems.</summary>
    public FeedOptionsException(IReadOnlyList<string> problems)
        : base(FeedOptions.Section, typeof(FeedOptions), problems) =>
        Problems = problems;

    /// <summary>One sentence for each problem, which names the key.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The problems, one a line.</summary>
    public override string Message => string.Join(Environment.NewLine, Problems);

    /// <summary>
    /// Returns the message alone. This is what a host logs and what is printed when it does not start; the sixty lines of a stack would say nothing about
    /// a mistake in a file.
    /// </summary>
    public override string ToString() => Message;
}
