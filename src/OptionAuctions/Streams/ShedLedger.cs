using OptionAuctions.Routing;
using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>
/// The record of shed batches that the stream has not taken over yet. Written by the reader, and emptied by the stream, which places the gap
/// between the batches where it belongs.
/// </summary>
internal sealed class ShedLedger
{
    private readonly Lock _gate = new();
    private ShedGap? _gap;
    private long _firstNumber;

    /// <summary>Adds a batch that will not be read, and the codes in it.</summary>
    public void Add(MessageBatch batch)
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

    /// <summary>Takes the gap of what was shed before batch <paramref name="number"/>; <see langword="null"/> when there is none.</summary>
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
        var head = EnvelopeDecoder.Decode(message);
        if (RecordReader.Open(message, head, RecordLayout.H0ZOANC0, out var records) == DecodeError.None)
            while (records.TryRead(out var record, out var error))
                if (error == DecodeError.None) codes.Add(record.Code);
        if (TradeReader.Open(message, head, out var trades) == DecodeError.None)
            while (trades.TryRead(out var trade, out var error))
                if (error == DecodeError.None) codes.Add(trade.Code);
    }
}
