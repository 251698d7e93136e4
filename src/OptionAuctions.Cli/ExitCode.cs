namespace OptionAuctions.Cli;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>The command succeeded.</summary>
    public const int Ok = 0;

    /// <summary>The command failed, or the counts of the run do not add up.</summary>
    public const int Failed = 1;

    /// <summary>The request was impossible: on the command line, or in the configuration.</summary>
    public const int Usage = 2;
}
