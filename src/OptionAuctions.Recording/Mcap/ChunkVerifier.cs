namespace OptionAuctions.Recording;

/// <summary>Verifies chunks together with the message indexes behind them, and counts messages: those that are there, and those that were.</summary>
internal sealed class ChunkVerifier(RecordFile file, ChunkReader chunks, ProblemList problems)
{
    private readonly Dictionary<ushort, List<(ulong Time, ulong Offset)>> _expected = [];
    private readonly Dictionary<ushort, ulong> _found = [];
    private RecordPlace? _chunk;
    private bool _isWhole;
    private long _indexed;
    private long _indexLength;
    private long _problemsBefore;

    /// <summary>What the chunks have that are whole; their times and numbers.</summary>
    public McapStatistics Statistics { get; } = new();

    public int Damaged { get; private set; }

    /// <summary>Messages of damaged chunks by their message indexes; <see langword="null"/> when one of those chunks has none.</summary>
    public long? Lost { get; private set; } = 0;

    public void Begin(RecordPlace place)
    {
        _chunk = place;
        _problemsBefore = problems.Count;
        (_indexed, _indexLength) = (0, 0);
        _found.Clear();
        _expected.Clear();
        Statistics.Chunks++;
        _isWhole = chunks.TryLoad(place, problems);
        if (!_isWhole)
        {
            Damaged++;
            return;
        }

        Statistics.Add((ulong)chunks.Messages, chunks.Start, chunks.End);
        while (chunks.TryNext(out var message))
        {
            if (!_expected.TryGetValue(message.Channel.Id, out var entries)) _expected[message.Channel.Id] = entries = [];
            entries.Add((message.LogTime, (ulong)chunks.MessageOffset));
        }

        foreach (var (channel, entries) in _expected) Statistics.Add(channel, (ulong)entries.Count);
    }

    public void AddIndex(RecordPlace place)
    {
        var fields = new FieldReader(file.Content(place), place.Offset);
        var index = MessageIndex.Read(ref fields);
        if (_chunk is null) throw new McapException(place.Offset, "a message index follows no chunk");
        if (!_found.TryAdd(index.Channel, (ulong)place.Offset))
            throw new McapException(place.Offset, $"there are two message indexes of channel {index.Channel}");
        _indexed += index.Entries.Count;
        _indexLength += place.End - place.Offset;
        if (_isWhole && !(_expected.TryGetValue(index.Channel, out var entries) && entries.SequenceEqual(index.Entries)))
            problems.Add(new(place.Offset, McapProblemKind.Contradiction, "the message index is not that of the messages of its chunk"));
    }

    /// <summary>Ends a chunk when another record follows.</summary>
    /// <param name="summary">What the file says about its chunks, if that is known.</param>
    /// <param name="isTorn">Whether the file was cut here, so that indexes may be missing.</param>
    public void End(McapSummary? summary, bool isTorn)
    {
        if (_chunk is not { } place) return;
        _chunk = null;
        if (!_isWhole)
        {
            Lost = _found.Count > 0 ? Lost + _indexed : null;
            return;
        }

        if (isTorn) return;
        if (_found.Count < _expected.Count)
            problems.Add(new(place.Offset, McapProblemKind.Contradiction, "not every channel of the chunk has a message index behind it"));
        if (summary is null || problems.Count > _problemsBefore) return;
        var entry = new ChunkIndex(
            chunks.Start,
            chunks.End,
            place.Offset,
            place.End - place.Offset,
            _found,
            _indexLength,
            chunks.Header.Compression,
            (long)chunks.Header.CompressedSize,
            (long)chunks.Header.UncompressedSize);
        if (!(summary.EntryAt(place.Offset) is ChunkIndex told && told.Says(entry)))
            problems.Add(new(place.Offset, McapProblemKind.Contradiction, "the summary has another entry for the chunk, or none"));
    }
}
