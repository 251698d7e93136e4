namespace OptionAuctions.Cli;

/// <summary>The exception that ends the process with a sentence for its user, and without a stack trace.</summary>
internal sealed class CliException(string sentence, int exitCode) : Exception(sentence)
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
