namespace OptionAuctions.Recording;

/// <summary>
/// The messages that were recorded on one day from one source, for a feed that starts again on that day:
/// <c>options.RestoreFrom(day.Read)</c>. The files are those that there are when it is made, so it is made before the new recorder.
/// </summary>
public sealed class DayRecording
{
    private readonly RecordingReader _reader;

    private DayRecording(IReadOnlyList<string> files, IReadOnlyList<string> refused) => (_reader, Refused) = (new RecordingReader(files), refused);

    /// <summary>The files, the oldest first.</summary>
    public IReadOnlyList<string> Files => _reader.Files;

    /// <summary>Why other files of that day are not used, as sentences that name them.</summary>
    public IReadOnlyList<string> Refused { get; }

    /// <summary>What was found to be wrong while they were read, as sentences. The end of a process that was stopped is torn off.</summary>
    public IReadOnlyList<string> Problems => _reader.Problems;

    /// <summary>Finds the files of a day.</summary>
    /// <param name="options">The options of the recorder: folder, name of the files, and source.</param>
    /// <param name="day">The day, KST.</param>
    public static DayRecording Find(RecorderOptions options, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (files, refused) = (new List<string>(), new List<string>());
        foreach (var path in RecordingFolder.Of(options.Directory, options.Name, day))
        {
            if (WhyNot(path, options.Source) is { } reason) refused.Add($"{Path.GetFileName(path)} is not used: {reason}");
            else files.Add(path);
        }

        return new DayRecording(files, refused);
    }

    /// <summary>Hands each message to a handler, in the order in which they were received.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Read(Action<ReceivedMessage> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        foreach (var message in _reader.Read()) handler(message.ToReceived());
    }

    private static string? WhyNot(string path, string? source)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new McapReader(file);
            foreach (var _ in reader.ReadAll()) break; // what a file begins with has been passed then
            var said = reader.Metadata.FirstOrDefault(note => note.Name == RecordingNotes.Source)?.Values.GetValueOrDefault(RecordingNotes.Source);
            return said == source ? null : $"it was recorded of {said ?? "an unknown source"}, and this is {source ?? "of an unknown one"}";
        }
        catch (Exception error) when (error is McapException || RecordingFolder.IsFileError(error))
        {
            return error.Message.ReplaceLineEndings(" ");
        }
    }
}
