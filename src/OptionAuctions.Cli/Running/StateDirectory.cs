namespace OptionAuctions.Cli.Running;

/// <summary>The check of the folder for data that must survive a restart, made before anything is dialed.</summary>
internal static class StateDirectory
{
    /// <summary>Creates a folder that only its owner can look into. One that exists stays as it is.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Creates the folder that the options name, or the default folder when a real venue is dialed, and writes to it.</summary>
    /// <exception cref="CliException">The folder cannot be created or written.</exception>
    public static void Check(FeedOptions options)
    {
        if (options.StateDirectory.Length == 0 && options.WsUrl.IsLoopback && options.ApprovalUrl.IsLoopback) return;
        var folder = options.StateFolder;
        try
        {
            Create(folder);
            var path = Path.Combine(folder, $".probe-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
            using var probe = File.Create(path, bufferSize: 1, FileOptions.DeleteOnClose);
            probe.WriteByte(0); // a full disk still creates a file
            probe.Flush(flushToDisk: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(
                $"{FeedOptions.Section}:{nameof(FeedOptions.StateDirectory)} '{folder}' cannot be written: {cause.Message}", ExitCode.Usage);
        }
    }
}
