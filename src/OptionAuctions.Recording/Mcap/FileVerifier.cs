namespace OptionAuctions.Recording;

/// <summary>Verifies one file from front to back: each record by itself, chunks with their indexes, the data with the summary, and all checksums.</summary>
internal sealed class FileVerifier : IDisposable
{
    private readonly ProblemList _problems = new();
    private readonly RecordTable<McapSchema> _schemas = new(McapSchema.Read);
    private readonly RecordTable<McapChannel> _channels = new(McapChannel.Read);
    private readonly RecordFile _file;
    private readonly McapFileEnd _end;
    private readonly RecordWalk _walk;
    private readonly ChunkReader _chunkReader;
    private readonly ChunkVerifier _chunks;
    private bool _hasHeader;

    public FileVerifier(Stream stream)
    {
        _file = new(stream);
        _end = McapFileEnd.Read(_file);
        _problems.AddRange(_end.Problems);
        _walk = new(_file, _end, _problems);
        _chunkReader = new(_file, _schemas, _channels);
        _chunks = new(_file, _chunkReader, _problems);
        if (_end.Summary is not { } summary) return;
        _schemas.AddAll(summary.Schemas);
        _channels.AddAll(summary.Channels);
    }

    public McapVerification Verify()
    {
        foreach (var record in _walk.Records())
        {
            if (record.Opcode != McapOpcode.MessageIndex) _chunks.End(_end.Summary, isTorn: false);
            try
            {
                Verify(record);
            }
            catch (McapException error)
            {
                _problems.Add(new(error));
            }
        }

        _chunks.End(_end.Summary, isTorn: _walk.Tail is not null);
        CompareStatistics();
        var statistics = _chunks.Statistics;
        var problems = _problems.Kept.OrderBy(problem => problem.Offset).ToList();
        return new(problems, _walk.Tail, (int)statistics.Chunks, _chunks.Damaged, (long)statistics.Messages, Lost());
    }

    public void Dispose() => _chunkReader.Dispose();

    private void Verify(RecordPlace record)
    {
        var isFirst = !_hasHeader;
        _hasHeader = true;
        if (record.Opcode == McapOpcode.Header != isFirst) throw new McapException(record.Offset, "a file has one header, as its first record");
        switch (record.Opcode)
        {
            case McapOpcode.Header: VerifyHeader(record); break;
            case McapOpcode.Schema: _schemas.Add(_file.Content(record), record.Offset); break;
            case McapOpcode.Channel: _channels.Add(_file.Content(record), record.Offset); break;
            case McapOpcode.Message: VerifyMessage(record); break;
            case McapOpcode.Chunk: _chunks.Begin(record); break;
            case McapOpcode.MessageIndex: _chunks.AddIndex(record); break;
            case McapOpcode.Attachment: VerifyAttachment(record); break;
            case McapOpcode.Metadata: VerifyMetadata(record); break;
            default: _problems.AddRange(DataChecksum.Verify(_file, _end, record, othersFound: _problems.Count > 0)); break;
        }
    }

    private void VerifyHeader(RecordPlace place)
    {
        var fields = new FieldReader(_file.Content(place), place.Offset);
        fields.Text();
        fields.Text();
        fields.End();
    }

    private void VerifyMessage(RecordPlace place)
    {
        var fields = new FieldReader(_file.Content(place), place.Offset);
        var channel = fields.U16();
        if (!_channels.TryGet(channel, out _)) throw new McapException(place.Offset, $"a message is of channel {channel}, which is not known");
        fields.U32();
        var time = fields.U64();
        fields.U64();
        _chunks.Statistics.Add(1, time, time);
        _chunks.Statistics.Add(channel, 1);
    }

    private void VerifyAttachment(RecordPlace place)
    {
        _chunks.Statistics.Attachments++;
        var content = AttachmentContent.Read(_file.Content(place), place.Offset);
        if (!content.HasChecksum) _problems.Add(new(place.Offset, McapProblemKind.NoChecksum, "the attachment has no checksum"));
        Compare(place, new AttachmentIndex(content.Attachment, place.End - place.Offset));
    }

    private void VerifyMetadata(RecordPlace place)
    {
        _chunks.Statistics.Metadata++;
        var fields = new FieldReader(_file.Content(place), place.Offset);
        var metadata = McapMetadata.Read(place.Offset, ref fields);
        fields.End();
        Compare(place, new MetadataIndex(place.Offset, place.End - place.Offset, metadata.Name));
    }

    private void Compare(RecordPlace place, object found)
    {
        if (_end.Summary is { } summary && !found.Equals(summary.EntryAt(place.Offset)))
            throw new McapException(place.Offset, "the summary says something else of the record, or nothing");
    }

    private long? Lost()
    {
        if (_chunks.Damaged == 0) return 0;
        return _end.Summary?.Statistics is { } told ? Math.Max(0, (long)told.Messages - (long)_chunks.Statistics.Messages) : _chunks.Lost;
    }

    private void CompareStatistics()
    {
        (_chunks.Statistics.Schemas, _chunks.Statistics.Channels) = ((ushort)_schemas.Count, (uint)_channels.Count);
        if (_end.Summary is not { Statistics: { } told } summary || _problems.Count > 0 || told.Says(_chunks.Statistics)) return;
        _problems.Add(new(summary.Offset, McapProblemKind.Contradiction, "the statistics of the summary are not those of the data"));
    }
}
