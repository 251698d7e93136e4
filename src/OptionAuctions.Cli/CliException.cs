namespace OptionAuctions.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    public const int Ok = 0;

    /// <summary>It could not, or the figures of the run do not add up.</summary>
    public const int Failed = 1;

    /// <summary>It was asked for something impossible: on the command line, or in the configuration.</summary>
    public const int Usage = 2;
}

/// <summary>Ends the process with a sentence for whoever started it, and no stack trace.</summary>
internal sealed class CliException(string sentence, int exitCode) : Exception(sentence)
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
