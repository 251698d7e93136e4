using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>Records that were thrown away because the stream was behind: of which codes, received between when and when.</summary>
/// <param name="From">Receive time of the first batch thrown away, KST.</param>
/// <param name="To">Receive time of the last, KST.</param>
/// <param name="Codes">Codes that lost records, of either kind.</param>
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
    public void Add(FrameBatch batch)
    {
        var codes = new HashSet<OptionCode>();
        for (var i = 0; i < batch.Count; i++) AddCodes(batch[i], codes);

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

    private static void AddCodes(ReadOnlySpan<byte> message, HashSet<OptionCode> codes)
    {
        var head = FrameDecoder.Decode(message);
        if (RecordReader.Open(message, head, RecordLayout.H0ZOANC0, out var records) == DecodeError.None)
            while (records.TryRead(out var record, out var error))
                if (error == DecodeError.None) codes.Add(record.Code);
        if (TradeReader.Open(message, head, out var trades) == DecodeError.None)
            while (trades.TryRead(out var trade, out var error))
                if (error == DecodeError.None) codes.Add(trade.Code);
    }
}
