namespace OptionAuctions.Cli.Running;

/// <summary>The folder for what must survive a restart, tried before anything is dialed.</summary>
internal static class StateDirectory
{
    /// <summary>Makes the folder that the options name, and writes in it.</summary>
    /// <exception cref="CliException">It cannot be made or written.</exception>
    public static void Check(FeedOptions options)
    {
        if (options.StateDirectory.Length == 0) return;
        try
        {
            Directory.CreateDirectory(options.StateDirectory);
            var probe = Path.Combine(options.StateDirectory, $".probe-{Environment.ProcessId}");
            using (File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(
                $"{FeedOptions.Section}:{nameof(FeedOptions.StateDirectory)} '{options.StateDirectory}' cannot be written: {cause.Message}", ExitCode.Usage);
        }
    }
}
