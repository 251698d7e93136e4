using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>Reads a recording, one file or all files in a folder, message by message, in the order in which they were received.</summary>
public sealed class RecordingReader
{
    private readonly List<string> _problems = [];

    internal RecordingReader(IReadOnlyList<string> files) => Files = files;

    /// <summary>The files, the oldest first.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What was found to be wrong while it was read, as sentences: damage, and an end that is torn off.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Bytes of the files that the reading has passed, for a figure of progress.</summary>
    public long Position { get; private set; }

    /// <summary>Opens a file, or a folder with files of the form that recorders give them.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static RecordingReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path)) return new RecordingReader([path]);
        if (!Directory.Exists(path)) throw new FileNotFoundException($"there is no recording {path}", path);
        string[] files = [.. Directory.EnumerateFiles(path, $"*{RecordingFolder.Extension}").Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? new RecordingReader(files)
            : throw new FileNotFoundException($"there is no recording (*{RecordingFolder.Extension}) in {path}", path);
    }

    /// <summary>Opens files that were chosen, the oldest first.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RecordingReader OpenFiles(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Count > 0 ? new RecordingReader([.. files]) : throw new ArgumentException("a recording has one file at least", nameof(files));
    }

    /// <summary>
    /// Reads the messages. Of a span of time only the chunks that have some of it are read, where a file has a summary; <see cref="Problems"/> are then those
    /// of these chunks. The first message of an app key that is read is <see cref="Continuity.Reconnected"/>. Not for use by several readings at once.
    /// </summary>
    /// <param name="from">The first time of arrival; default: from the beginning.</param>
    /// <param name="to">The time of arrival from which nothing is read; default: to the end.</param>
    /// <exception cref="McapException">A file is none of this format.</exception>
    public IEnumerable<RecordedMessage> Read(DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        _problems.Clear();
        Position = 0;
        var connections = new RecordedConnections();
        foreach (var path in Files)
        {
            using var file = Open(path, from is null && to is null ? FileOptions.SequentialScan : FileOptions.None);
            using var reader = new McapReader(file);
            connections.NextFile();
            var (before, notes) = (Position, 0);
            foreach (var message in Messages(reader, from, to))
            {
                for (; notes < reader.Metadata.Count; notes++) connections.Take(reader.Metadata[notes]);
                Position = before + file.Position;
                yield return connections.Next(message);
            }

            for (; notes < reader.Metadata.Count; notes++) connections.Take(reader.Metadata[notes]);
            Position = before + file.Length;
            var name = Path.GetFileName(path);
            _problems.AddRange(reader.Problems.Select(problem => $"{name}: {problem}"));
            if (reader.Tail is { } tail)
                _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: torn off at {tail.Offset}, with {tail.Bytes} bytes left: {tail.Reason}"));
        }
    }

    /// <summary>Reads what the summaries of the files say, and no message.</summary>
    /// <returns><see langword="null"/> when a file has none, such as one that was not finished.</returns>
    public RecordingSummary? ReadSummary()
    {
        var all = RecordingSummary.Empty;
        foreach (var path in Files)
        {
            using var file = Open(path, FileOptions.None);
            using var reader = new McapReader(file);
            if (reader.Statistics is not { } statistics) return null;
            all = all.With(statistics, reader.Channels.Select(RecordedChannel.Of));
        }

        return all;
    }

    /// <summary>Reads a file that a recording begins with, of the newest file that has one of this name.</summary>
    /// <returns><see langword="null"/> when there is none.</returns>
    public byte[]? ReadFile(string name)
    {
        foreach (var path in Files.Reverse())
        {
            using var file = Open(path, FileOptions.None);
            using var reader = new McapReader(file);
            foreach (var _ in reader.ReadAll()) break; // what a file begins with has been passed then
            if (reader.Attachments.FirstOrDefault(one => one.Name == name) is { } found) return reader.ReadAttachment(found);
        }

        return null;
    }

    private static FileStream Open(string path, FileOptions options) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 20, options);

    private static IEnumerable<McapMessage> Messages(McapReader reader, DateTimeOffset? from, DateTimeOffset? to) => from is null && to is null
        ? reader.ReadAll()
        : reader.ReadBetween(from is { } first ? McapTime.FromDateTimeOffset(first) : 0, to is { } end ? McapTime.FromDateTimeOffset(end) : ulong.MaxValue);
}
