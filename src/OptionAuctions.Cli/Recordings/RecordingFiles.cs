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
}
