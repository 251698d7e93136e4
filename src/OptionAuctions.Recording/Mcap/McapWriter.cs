namespace OptionAuctions.Recording;

/// <summary>
/// Writes one MCAP file to a stream that begins with it. Messages collect in a chunk, which is compressed and handed to the stream once it is large
/// or old enough. The age is that of log times; nothing here reads a clock. Not for use by several threads at once.
/// </summary>
/// <remarks>
/// The stream stays open, and its owner says when it is written through to the disk. A file whose writer was not finished can be read up to its last
/// whole chunk. After an error of the stream every call throws <see cref="InvalidOperationException"/>.
/// </remarks>
public sealed class McapWriter : IDisposable
{
    private readonly McapOutput _output;
    private readonly ChunkBuilder _chunk;
    private readonly SummaryBuilder _summary = new();
    private readonly List<McapSchema> _schemas = [];
    private readonly List<ChannelIndex> _channels = [];
    private readonly int _chunkBytes;
    private readonly ulong _chunkAge;
    private bool _finished;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where the bytes go. Nothing has been written to it.</param>
    /// <param name="options">When chunks are closed; the defaults if nothing is given.</param>
    public McapWriter(Stream stream, McapWriterOptions? options = null)
    {
        if (stream.CanSeek && stream.Position != 0) throw new ArgumentException("the stream is not at its beginning", nameof(stream));
        options ??= new();
        options.Check();
        (_chunkBytes, _chunkAge) = (options.ChunkBytes, McapTime.FromTimeSpan(options.ChunkAge));
        _chunk = new(options.CompressionLevel);
        _output = new(stream);
        var pending = _output.Pending;
        pending.Bytes(McapFormat.Magic);
        var record = pending.BeginRecord(McapOpcode.Header);
        pending.Text("");
        pending.Text($"{nameof(OptionAuctions)} {typeof(McapWriter).Assembly.GetName().Version?.ToString(3)}");
        pending.EndRecord(record);
        _output.Append();
    }

    /// <summary>Bytes handed to the stream so far, without the open chunk.</summary>
    public long Length => _output.Length;

    /// <summary>Bytes of the open chunk before compression: what a crash would take.</summary>
    public int OpenBytes => _chunk.Bytes;

    /// <summary>Adds a description of payloads; it gets into the file with the first message of a channel that has it.</summary>
    /// <returns>Its number, for <see cref="AddChannel"/>.</returns>
    public ushort AddSchema(string name, string encoding, ReadOnlySpan<byte> data)
    {
        CheckOpen(data);
        var schema = new McapSchema(checked((ushort)(_schemas.Count + 1)), name, encoding, data.ToArray());
        _schemas.Add(schema);
        return schema.Id;
    }

    /// <summary>Adds a channel. Each chunk that has messages of it repeats it, so that a chunk can be read without any other; one without messages is not written.</summary>
    /// <param name="topic">Its name.</param>
    /// <param name="messageEncoding">Encoding of its payloads, in the writer's words.</param>
    /// <param name="metadata">What else is to be known of it; nothing if <see langword="null"/>.</param>
    /// <param name="schemaId">Its schema; 0 when there is none.</param>
    /// <returns>Its number, for <see cref="Write"/>. There are 65,535 at most.</returns>
    public ushort AddChannel(string topic, string messageEncoding, IReadOnlyDictionary<string, string>? metadata = null, ushort schemaId = 0)
    {
        CheckOpen([]);
        if (schemaId > _schemas.Count) throw new ArgumentOutOfRangeException(nameof(schemaId), schemaId, "there is no such schema");
        var values = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>());
        var channel = new McapChannel(checked((ushort)(_channels.Count + 1)), schemaId, topic, messageEncoding, values);
        _channels.Add(new(channel));
        return channel.Id;
    }

    /// <summary>Writes one message into the open chunk. A chunk that is too old for it is closed before, one that is large enough after.</summary>
    /// <param name="channel">What <see cref="AddChannel"/> returned.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="logTime">When it was recorded, in nanoseconds since 1970.</param>
    /// <param name="publishTime">When it was published, in nanoseconds since 1970; the log time when that is not known.</param>
    /// <param name="payload">Its bytes, 32 MiB at most. They are copied as they are.</param>
    public void Write(ushort channel, uint sequence, ulong logTime, ulong publishTime, ReadOnlySpan<byte> payload)
    {
        CheckOpen(payload);
        if (channel == 0 || channel > _channels.Count) throw new ArgumentOutOfRangeException(nameof(channel), channel, "there is no such channel");
        CloseIfDue(logTime);
        var index = _channels[channel - 1];
        var schema = index.Channel.SchemaId is var id and > 0 ? _schemas[id - 1] : null;
        if (!index.IsInFile) _summary.Add(index, schema);
        _chunk.Add(index, schema, sequence, logTime, publishTime, payload);
        if (_chunk.Bytes >= _chunkBytes) CloseChunk();
    }

    /// <summary>Closes the open chunk if it is too old, as the next message would. For a caller who has a clock and no message.</summary>
    /// <param name="now">The time, in nanoseconds since 1970.</param>
    /// <returns>Whether a chunk was handed to the stream.</returns>
    public bool CloseIfDue(ulong now)
    {
        _output.CheckUsable();
        if (_finished || _chunk.IsEmpty || Math.Max(now, _chunk.OpenedAt) - Math.Min(now, _chunk.OpenedAt) < _chunkAge) return false;
        CloseChunk();
        return true;
    }

    /// <summary>Writes a file into the file. The open chunk is closed before, so that the order is that of the calls.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="mediaType">Its media type, such as <c>text/plain</c>.</param>
    /// <param name="logTime">The time, in nanoseconds since 1970.</param>
    /// <param name="createTime">When it was made, in nanoseconds since 1970; 0 when that is not known.</param>
    /// <param name="data">Its bytes, 32 MiB at most.</param>
    public void AddAttachment(string name, string mediaType, ulong logTime, ulong createTime, ReadOnlySpan<byte> data)
    {
        CheckOpen(data);
        CloseChunk();
        var attachment = new McapAttachment(_output.Length, logTime, createTime, name, mediaType, data.Length);
        attachment.WriteTo(_output.Pending, data);
        _summary.Add(new AttachmentIndex(attachment, _output.Pending.Length));
        _output.Append();
    }

    /// <summary>Writes a note, for example that messages were skipped. The open chunk is closed before, so that the order is that of the calls.</summary>
    public void AddMetadata(string name, IReadOnlyDictionary<string, string> values)
    {
        CheckOpen([]);
        CloseChunk();
        var metadata = new McapMetadata(_output.Length, name, values);
        metadata.WriteTo(_output.Pending);
        _summary.Add(new MetadataIndex(metadata.Offset, _output.Pending.Length, name));
        _output.Append();
    }

    /// <summary>Closes the open chunk and flushes the stream. Whether the disk has it then is for the owner of the stream to say.</summary>
    public void Flush()
    {
        CheckOpen([]);
        CloseChunk();
        _output.Flush();
    }

    /// <summary>Writes the end of the file: what is in it, and where. Nothing can be written after that.</summary>
    public void Finish()
    {
        CheckOpen([]);
        CloseChunk();
        _finished = true;
        var pending = _output.Pending;
        var record = pending.BeginRecord(McapOpcode.DataEnd);
        pending.U32(_output.Checksum);
        pending.EndRecord(record);
        _output.Append();
        _summary.WriteTo(pending, _output.Length);
        pending.Bytes(McapFormat.Magic);
        _output.Append();
        _output.Flush();
    }

    /// <summary>Gives back memory. It does not finish the file, and drops the open chunk.</summary>
    public void Dispose() => _chunk.Dispose();

    private void CloseChunk()
    {
        if (_chunk.IsEmpty) return;
        _summary.Add(_chunk.Close(_output.Pending, _output.Length, _summary.Statistics));
        _output.Append();
    }

    private void CheckOpen(ReadOnlySpan<byte> data)
    {
        if (_finished) throw new InvalidOperationException("the file is finished");
        _output.CheckUsable();
        if (data.Length > McapFormat.MaxPayload) throw new ArgumentException($"{data.Length} bytes are more than 32 MiB", nameof(data));
    }
}
