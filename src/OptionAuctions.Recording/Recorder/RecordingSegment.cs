using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>One file of a recording while it is written: its messages by channel, and how many of them are in closed chunks.</summary>
internal sealed class RecordingSegment : IDisposable
{
    private const string Encoding = "kis";

    private readonly Stream _file;
    private readonly string _path;
    private readonly McapWriter _writer;
    private readonly DiskSync _sync;
    private readonly Dictionary<(int AppKey, string Topic), ushort> _channels = [];
    private readonly Dictionary<int, int> _epochs = []; // by app key
    private SkippedMessages _open; // those that an error would take
    private bool _hasGap;

    private RecordingSegment(Stream file, string path, RecorderOptions options, DateOnly day)
    {
        (_file, _path, _sync, Day) = (file, path, options.Sync, day);
        _writer = new McapWriter(file, options.Chunks);
    }

    /// <summary>The day (KST) that it is of.</summary>
    public DateOnly Day { get; }

    /// <summary>Messages in closed chunks.</summary>
    public long Written { get; private set; }

    /// <summary>Its length in bytes, without the open chunk.</summary>
    public long Length => _writer.Length;

    /// <summary>True when messages wait for their chunk to be closed.</summary>
    public bool HasOpenChunk => _open.Count > 0;

    /// <summary>Begins a file that only its owner can read.</summary>
    /// <exception cref="IOException">The file cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow it.</exception>
    public static RecordingSegment Begin(RecorderOptions options, string path, DateTimeOffset now)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = options.Open(path, how);
        try
        {
            var segment = new RecordingSegment(file, path, options, DateOnly.FromDateTime(now.DateTime));
            var at = McapTime.FromDateTimeOffset(now);
            foreach (var one in options.Files?.Invoke() ?? []) segment._writer.AddAttachment(one.Name, one.MediaType, at, createTime: 0, one.Content);
            if (options.Source is { } source) segment.Note(RecordingNotes.Source, new Dictionary<string, string> { [RecordingNotes.Source] = source });
            segment.Synchronize();
            return segment;
        }
        catch
        {
            file.Dispose();
            File.Delete(path); // it holds no message
            throw;
        }
    }

    /// <summary>Writes a message; see <see cref="Written"/>.</summary>
    public void Write(in WaitingMessage head, ReadOnlySpan<byte> bytes)
    {
        if (!_epochs.TryGetValue(head.AppKey, out var epoch) || epoch != head.Epoch)
        {
            _epochs[head.AppKey] = head.Epoch;
            Note(RecordingNotes.Connection, RecordingNotes.OfConnection(head.AppKey, head.Epoch));
        }

        var before = Length;
        var channel = ChannelOf(head, bytes);
        _writer.Write(channel, unchecked((uint)head.Number), head.ReceivedAt, head.ReceivedAt, bytes);
        if (Length > before && _writer.OpenBytes > 0) ChunkClosed(); // without this one, which begins the next
        _open = _open.With(head.ReceivedAt);
        if (_writer.OpenBytes == 0) ChunkClosed();
    }

    /// <summary>Writes a note behind all messages so far.</summary>
    public void Note(string name, IReadOnlyDictionary<string, string> values)
    {
        _writer.AddMetadata(name, values);
        _hasGap |= name == RecordingNotes.Gap;
        ChunkClosed();
    }

    /// <summary>Closes the open chunk when it is old enough.</summary>
    public void CloseChunkIfDue(DateTimeOffset now)
    {
        if (_writer.CloseIfDue(McapTime.FromDateTimeOffset(now))) ChunkClosed();
    }

    /// <summary>Ends the file, so that it is whole.</summary>
    public void End()
    {
        _writer.Finish();
        (Written, _open) = (Written + _open.Count, default);
        if (_sync != DiskSync.Never) FlushToDisk();
    }

    /// <summary>
    /// Gives the file up after an error: cuts it off behind the last whole chunk, as far as the disk allows. It is deleted when it has neither a message nor
    /// a note of those that are missing.
    /// </summary>
    /// <returns>The messages of the open chunk, which are lost.</returns>
    public SkippedMessages Abandon()
    {
        try
        {
            _file.SetLength(Length);
            if (Written == 0 && !_hasGap) File.Delete(_path);
        }
        catch (Exception error) when (RecordingFolder.IsFileError(error))
        {
            // then its end is torn, and a reader says so
        }

        var lost = _open;
        _open = default;
        return lost;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    private void ChunkClosed()
    {
        (Written, _open) = (Written + _open.Count, default);
        Synchronize();
    }

    private void Synchronize()
    {
        if (_sync == DiskSync.EachChunk) FlushToDisk();
    }

    private void FlushToDisk()
    {
        if (_file is FileStream file) file.Flush(flushToDisk: true);
        else _file.Flush();
    }

    private ushort ChannelOf(in WaitingMessage head, ReadOnlySpan<byte> bytes)
    {
        var topic = RecordingTopic.Of(head.Kind, bytes);
        if (_channels.TryGetValue((head.AppKey, topic), out var known)) return known;
        var name = string.Create(CultureInfo.InvariantCulture, $"{head.AppKey}/{topic}");
        return _channels[(head.AppKey, topic)] = _writer.AddChannel(name, Encoding, RecordingTopic.Describe(head.AppKey, topic));
    }
}
