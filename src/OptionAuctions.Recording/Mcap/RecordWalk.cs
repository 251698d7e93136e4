namespace OptionAuctions.Recording;

/// <summary>
/// The records of the data section from front to back. Where a prefix is damaged it goes on at the next record whose place the summary knows;
/// without a summary the file ends there. Each step goes forward, so that it ends.
/// </summary>
internal sealed class RecordWalk(RecordFile file, McapFileEnd end, ProblemList problems)
{
    private readonly List<RecordPlace> _landmarks = end.Summary?.Landmarks ?? [];

    private bool _hasChunks;

    /// <summary>The part of the file that was not reached; <see langword="null"/> while there is none.</summary>
    public TornTail? Tail { get; private set; }

    public IEnumerable<RecordPlace> Records()
    {
        var at = Begin();
        for (var next = 0; at >= 0;)
        {
            while (next < _landmarks.Count && _landmarks[next].Offset < at) next++;
            var place = next < _landmarks.Count ? Known(at, _landmarks[next]) : Unknown(at);
            if (place is null) yield break;
            at = place.Value.End;
            if (place.Value.Opcode == McapOpcode.None || IsStray(place.Value)) continue;
            yield return place.Value;
            if (place.Value.Opcode != McapOpcode.DataEnd) continue;
            if (!end.IsFinished) Tail = new(at, file.Length - at, TornTailReason.FooterCut);
            yield break;
        }
    }

    /// <summary>Whether a record is a message outside of the chunks of a file that has chunks: no writer makes both, damage of an opcode does.</summary>
    private bool IsStray(RecordPlace place)
    {
        _hasChunks |= place.Opcode == McapOpcode.Chunk;
        if (!_hasChunks || place.Opcode != McapOpcode.Message) return false;
        problems.Add(new(place.Offset, McapProblemKind.RecordPrefix, "a message is outside of the chunks"));
        return true;
    }

    private long Begin()
    {
        var magic = McapFormat.Magic;
        var head = file.Bytes(0, (int)Math.Min(magic.Length, file.Length));
        if (head.Length < magic.Length)
        {
            if (!magic.StartsWith(head)) throw new McapException(0, "the file does not begin with the magic of MCAP");
            Tail = new(0, file.Length, TornTailReason.RecordCut);
            return -1;
        }

        if (head.SequenceEqual(magic)) return magic.Length;
        if (file.PrefixAt(magic.Length) is not { Opcode: McapOpcode.Header } header || header.End > file.Length)
            throw new McapException(0, "the file does not begin with the magic of MCAP");
        problems.Add(new(0, McapProblemKind.Magic, "the file does not begin with the magic of MCAP"));
        return magic.Length;
    }

    /// <summary>Returns the record at an offset, where the next landmark is known; one of no opcode for bytes that have to be passed over.</summary>
    private RecordPlace? Known(long at, RecordPlace landmark)
    {
        var found = file.PrefixAt(at)!.Value;
        if (at == landmark.Offset)
        {
            if (found != landmark) problems.Add(new(at, McapProblemKind.RecordPrefix, $"the summary has a {landmark.Opcode} of {landmark.Length} bytes here"));
            return landmark;
        }

        if (found.End <= landmark.Offset && IsOfData(found.Opcode) && found.Opcode != McapOpcode.DataEnd) return found;
        problems.Add(new(at, McapProblemKind.RecordPrefix, $"no record of opcode {(byte)found.Opcode} and {found.Length} bytes can be here"));
        return new(at, McapOpcode.None, landmark.Offset - at - McapFormat.RecordPrefix);
    }

    /// <summary>Returns the record at an offset, where only its prefix says what it is; <see langword="null"/> where the data end.</summary>
    private RecordPlace? Unknown(long at)
    {
        if (file.PrefixAt(at) is not { } found) return End(at, at == file.Length ? TornTailReason.NotFinished : TornTailReason.RecordCut);
        if (end.IsFinished && IsOfEnd(found.Opcode)) return NoDataEnd(at);
        if (found.Opcode is McapOpcode.None || IsOfEnd(found.Opcode)) return End(at, TornTailReason.NoRecord);
        if (found.Length > McapFormat.MaxBytes && found.End <= file.Length) return End(at, TornTailReason.RecordTooLong);
        if (found.End > file.Length) return End(at, TornTailReason.RecordCut);
        if (found.Opcode == McapOpcode.DataEnd ? found.Length == 4 : IsOfData(found.Opcode)) return found;
        problems.Add(new(at, McapProblemKind.RecordPrefix, $"no record of opcode {(byte)found.Opcode} and {found.Length} bytes can be here"));
        return found with { Opcode = McapOpcode.None };
    }

    private RecordPlace? NoDataEnd(long at)
    {
        problems.Add(new(at, McapProblemKind.RecordPrefix, "the data end without a data end record"));
        return null;
    }

    private RecordPlace? End(long at, TornTailReason reason)
    {
        Tail = new(at, file.Length - at, reason);
        return null;
    }

    private static bool IsOfEnd(McapOpcode opcode) => opcode is McapOpcode.Footer or McapOpcode.ChunkIndex or McapOpcode.AttachmentIndex
        or McapOpcode.Statistics or McapOpcode.MetadataIndex or McapOpcode.SummaryOffset;

    private static bool IsOfData(McapOpcode opcode) => opcode is McapOpcode.Header or McapOpcode.Schema or McapOpcode.Channel or McapOpcode.Message
        or McapOpcode.Chunk or McapOpcode.MessageIndex or McapOpcode.Attachment or McapOpcode.Metadata or McapOpcode.DataEnd;
}
