namespace OptionAuctions.Recording;

/// <summary>
/// Reads an MCAP file, front to back or by time. It needs neither summary nor footer: what was cut off is <see cref="Tail"/>. A damaged chunk is passed
/// over and is one of <see cref="Problems"/>. Not for use by several threads, or by two readings at once.
/// </summary>
/// <remarks>No length in a file is believed before it is compared with the file and with a limit of 64 MiB.</remarks>
public sealed class McapReader : IDisposable
{
    private const int MostNotes = 100_000;

    private readonly RecordFile _file;
    private readonly McapFileEnd _end;
    private readonly ChunkReader _chunks;
    private readonly RecordTable<McapSchema> _schemas = new(McapSchema.Read);
    private readonly RecordTable<McapChannel> _channels = new(McapChannel.Read);
    private readonly List<McapMetadata> _metadata = [];
    private readonly List<McapAttachment> _attachments = [];
    private readonly ProblemList _problems = new();

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The whole file; it can seek, and stays open.</param>
    public McapReader(Stream stream)
    {
        _file = new(stream);
        _end = McapFileEnd.Read(_file);
        _chunks = new(_file, _schemas, _channels);
        if (_end.Summary is not { } summary) return;
        _schemas.AddAll(summary.Schemas);
        _channels.AddAll(summary.Channels);
    }

    /// <summary>Whether there is a summary with the times of the chunks, so that <see cref="ReadBetween"/> reads only what is asked for.</summary>
    public bool IsIndexed => _end.Summary is { Chunks.Count: > 0 };

    /// <summary>The statistics of the summary; <see langword="null"/> when there are none.</summary>
    internal McapStatistics? Statistics => _end.Summary?.Statistics;

    /// <summary>The channels that are known: of the summary, and of what was read.</summary>
    public IEnumerable<McapChannel> Channels => _channels.Values;

    /// <summary>The schemas that are known: of the summary, and of what was read.</summary>
    public IEnumerable<McapSchema> Schemas => _schemas.Values;

    /// <summary>The notes that the reading has passed: those before the message in hand. With the attachments 100,000 at most.</summary>
    public IReadOnlyList<McapMetadata> Metadata => _metadata;

    /// <summary>The attachments that the reading has passed.</summary>
    public IReadOnlyList<McapAttachment> Attachments => _attachments;

    /// <summary>The damage that the reading has passed; the first thousand.</summary>
    public IReadOnlyList<McapProblem> Problems => _problems.Kept;

    /// <summary>The end of a file that was not finished. Known when <see cref="ReadAll"/> has come to it; <see langword="null"/> for a finished file.</summary>
    public TornTail? Tail { get; private set; }

    /// <summary>Reads all messages in file order.</summary>
    /// <exception cref="McapException">The file does not begin as an MCAP file does.</exception>
    public IEnumerable<McapMessage> ReadAll()
    {
        Restart();
        var walk = new RecordWalk(_file, _end, _problems);
        foreach (var record in walk.Records())
        {
            if (record.Opcode == McapOpcode.Message && TryReadMessage(record, out var single)) yield return single;
            else if (record.Opcode != McapOpcode.Chunk) Note(record);
            else if (_chunks.TryLoad(record, _problems))
                while (_chunks.TryNext(out var message)) yield return message;
        }

        Tail = walk.Tail;
    }

    /// <summary>Reads the messages of a span of log times in file order, and the notes; only the chunks that have some, if the file is indexed.</summary>
    /// <param name="from">First log time, in nanoseconds since 1970.</param>
    /// <param name="to">Log time that is not read any more.</param>
    /// <exception cref="McapException">The file is not indexed, and does not begin as an MCAP file does.</exception>
    public IEnumerable<McapMessage> ReadBetween(ulong from, ulong to) =>
        (IsIndexed ? ReadChunks(from, to) : ReadAll()).Where(message => message.LogTime >= from && message.LogTime < to);

    /// <summary>Reads the bytes of an attachment.</summary>
    /// <exception cref="McapException">They are damaged.</exception>
    public byte[] ReadAttachment(McapAttachment attachment)
    {
        var place = _file.PrefixAt(attachment.Offset) ?? throw new McapException(attachment.Offset, "there is no attachment");
        return AttachmentContent.Read(_file.Content(place), place.Offset).Data.ToArray();
    }

    /// <summary>Gives back memory. The stream stays open.</summary>
    public void Dispose() => _chunks.Dispose();

    private IEnumerable<McapMessage> ReadChunks(ulong from, ulong to)
    {
        Restart();
        foreach (var place in _end.Summary!.Landmarks)
        {
            if (place.Opcode == McapOpcode.Metadata) Note(place); // those between chunks that are passed over count as passed, too
            if (_end.Summary.EntryAt(place.Offset) is not ChunkIndex chunk || chunk.End < from || chunk.Start >= to) continue;
            if (!_chunks.TryLoad(place, _problems)) continue;
            while (_chunks.TryNext(out var message)) yield return message;
        }
    }

    private void Restart()
    {
        _metadata.Clear();
        _attachments.Clear();
        _problems.Clear();
        _problems.AddRange(_end.Problems);
        Tail = null;
    }

    private void Note(RecordPlace place)
    {
        if (place.Opcode is McapOpcode.Header or McapOpcode.MessageIndex or McapOpcode.DataEnd) return;
        try
        {
            if (_metadata.Count + _attachments.Count >= MostNotes) throw new McapException(place.Offset, "there are more than 100,000 notes and attachments");
            var content = _file.Content(place);
            var fields = new FieldReader(content, place.Offset);
            if (place.Opcode == McapOpcode.Schema) _schemas.Add(content, place.Offset);
            else if (place.Opcode == McapOpcode.Channel) _channels.Add(content, place.Offset);
            else if (place.Opcode == McapOpcode.Metadata) _metadata.Add(McapMetadata.Read(place.Offset, ref fields));
            else if (place.Opcode == McapOpcode.Attachment) _attachments.Add(McapAttachment.Read(place.Offset, ref fields));
        }
        catch (McapException error)
        {
            _problems.Add(new(error));
        }
    }

    /// <summary>Reads a message outside of a chunk, as other writers may have it.</summary>
    private bool TryReadMessage(RecordPlace place, out McapMessage message)
    {
        message = default;
        if (place.Length < McapFormat.MessageHead || place.Length > McapFormat.MaxBytes) return false;
        var fields = new FieldReader(_file.Content(place), place.Offset);
        if (!_channels.TryGet(fields.U16(), out var channel)) return false;
        message = new(channel, fields.U32(), fields.U64(), fields.U64(), fields.Bytes((ulong)fields.Left).ToArray());
        return true;
    }
}
