using System.Collections;
using OptionAuctions.Recording;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Recordings;

/// <summary>
/// The data messages of a recording, a file or a folder, for a venue that plays them. They are read while they are played; a file that is damaged is warned
/// of, and all that can be read of it and of the others is played.
/// </summary>
internal sealed class VenueReplay : IEnumerable<TimedMessage>
{
    private readonly RecordingReader[] _files;
    private readonly Action<string> _warn;

    private VenueReplay(RecordingReader[] files, Action<string> warn) => (_files, _warn) = (files, warn);

    /// <summary>Number of files.</summary>
    public int Files => _files.Length;

    /// <summary>Opens a recording.</summary>
    /// <param name="path">A file, or a folder of them.</param>
    /// <param name="warn">Receives a sentence for what cannot be read, while it is played. Must not wait.</param>
    /// <exception cref="CliException">There is none, or no data message in it; the message names it.</exception>
    public static VenueReplay Open(string path, Action<string> warn)
    {
        try
        {
            var recording = new VenueReplay([.. RecordingReader.Open(path).Files.Select(RecordingReader.Open)], warn);
            List<string> problems = [];
            return recording.Read(problems.Add).Any()
                ? recording
                : throw new CliException($"--replay '{path}' has no data message{string.Concat(problems.Select(p => $"; {p}"))}", ExitCode.Usage);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException($"--replay '{path}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }

    public IEnumerator<TimedMessage> GetEnumerator() => Read(_warn).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<TimedMessage> Read(Action<string> warn)
    {
        foreach (var file in _files)
        {
            using var messages = file.Read().GetEnumerator();
            while (Next(messages, file.Files[0], warn))
                if (messages.Current.Kind == MessageKind.Data)
                    yield return new TimedMessage(messages.Current.ReceivedAt, messages.Current.Bytes);
            foreach (var problem in file.Problems) warn(problem);
        }
    }

    private static bool Next(IEnumerator<RecordedMessage> messages, string path, Action<string> warn)
    {
        try
        {
            if (new FileInfo(path).Length > 0) return messages.MoveNext();
            warn($"{Path.GetFileName(path)}: empty, or no regular file"); // to open a pipe is to wait for its writer
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException)
        {
            warn($"{Path.GetFileName(path)}: {cause.Message.ReplaceLineEndings(" ")}");
        }

        return false;
    }
}
