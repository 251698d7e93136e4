using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The files of a recording that a command line names.</summary>
internal static class RecordingFiles
{
    /// <summary>Returns the files, the oldest first.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static IReadOnlyList<string> Of(string path) => Open(path).Files;

    /// <summary>Opens a recording.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static RecordingReader Open(string path)
    {
        try
        {
            return RecordingReader.Open(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException(cause.Message.ReplaceLineEndings(" "), ExitCode.Usage);
        }
    }

    /// <summary>Opens a recording, and reads it. A failure of its files, but not of the output, is a refusal that names it.</summary>
    /// <exception cref="CliException">There is none, or it cannot be read.</exception>
    public static async Task<int> ReadAsync(string path, CliEnvironment environment, Func<RecordingReader, Task<int>> readAsync)
    {
        var reader = Open(path);
        try
        {
            return await readAsync(reader);
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException && !environment.Out.Failure.IsCompleted)
        {
            throw new CliException($"'{path}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }
}
