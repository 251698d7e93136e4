using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>Records that were thrown away because the stream was behind: of which codes, received between when and when.</summary>
/// <param name="From">Receive time of the first batch thrown away, KST.</param>
/// <param name="To">Receive time of the last, KST.</param>
/// <param name="Codes">Codes that lost records.</param>
public sealed record ShedGap(DateTimeOffset From, DateTimeOffset To, IReadOnlySet<OptionCode> Codes);

/// <summary>
/// What the reader shed and the stream has not heard of yet. Written by the reader, emptied by the stream, which meets it
/// between the batches where it belongs.
/// </summary>
internal sealed class ShedLedger
{
    private readonly Lock _gate = new();
    private ShedGap? _gap;
    private long _firstNumber;

    /// <summary>Notes a batch that will not be read, and the codes in it.</summary>
    public void Add(FrameBatch batch, RecordLayout layout)
    {
        var codes = new HashSet<OptionCode>();
        for (var i = 0; i < batch.Count; i++)
        {
            var head = FrameDecoder.Decode(batch[i], layout);
            if (head.Kind != FrameKind.Data || RecordReader.Open(batch[i], head, layout, out var reader) != DecodeError.None) continue;
            while (reader.TryRead(out var record, out var error))
                if (error == DecodeError.None) codes.Add(record.Code);
        }

        lock (_gate)
        {
            if (_gap is null) _firstNumber = batch.Number;
            else codes.UnionWith(_gap.Codes);
            _gap = new ShedGap(_gap?.From ?? batch.ReceivedAt, batch.ReceivedAt, codes);
        }
    }

    /// <summary>What was shed before batch <paramref name="number"/>, once.</summary>
    public ShedGap? TakeBefore(long number)
    {
        lock (_gate)
        {
            if (_gap is null || _firstNumber > number) return null;
            var gap = _gap;
            _gap = null;
            return gap;
        }
    }
}
