using System.Runtime.InteropServices;
using OptionAuctions.Routing;

namespace OptionAuctions.Streams;

/// <summary>
/// The record of a period in which batches are shed: which codes have lost records, and since when. Written by the readers, and read by the stream,
/// which tells of a code once when it begins to lose records and once when the stream has caught up.
/// </summary>
/// <remarks>
/// <para>Shedding happens when there is least time for it. So a batch costs the reader its records and their codes, however many codes have lost
/// records before, and it costs the stream nothing once its codes are known.</para>
/// <para>A batch is known here a moment after it was dropped: the batch behind it may pass in that moment, and its codes are told with the next.</para>
/// </remarks>
internal sealed class ShedLedger
{
    private const long None = long.MaxValue;

    private static readonly Pool<HashSet<Instrument>> CodeSets = new(() => [], bound: 16);

    private readonly Lock _gate = new();
    private Dictionary<Instrument, CodeLoss> _losses = [];
    private List<CodeLoss> _untold = [];
    private long _firstUntold = None; // number of the first batch that the stream has not been told of
    private DateTimeOffset _from, _to;
    private bool _isShedding;

    /// <summary>Adds a batch that will not be read, and the codes in it.</summary>
    public void Add(RecordBatch batch)
    {
        var codes = CodeSets.Rent();
        foreach (ref readonly var record in batch.Records) codes.Add(record.Code);
        foreach (ref readonly var mark in batch.Trades) codes.Add(mark.Trade.Code);
        foreach (ref readonly var mark in batch.Details)
            if (!mark.Instrument.IsNone) codes.Add(mark.Instrument); // that of a record is among the records
        lock (_gate)
        {
            var at = batch.ReceivedAt;
            (_from, _to) = _isShedding ? (Earlier(_from, at), Later(_to, at)) : (at, at);
            _firstUntold = Math.Min(_firstUntold, batch.Number);
            foreach (var code in codes) Add(new CodeLoss(code, at, at, batch.Epoch, batch.LastMessage));
            Volatile.Write(ref _isShedding, true);
        }

        codes.Clear();
        CodeSets.Return(codes);
    }

    /// <summary>Takes what is to be told before the records of batch <paramref name="number"/>; <see langword="null"/> when nothing is.</summary>
    /// <param name="number">Number of the batch that the stream takes.</param>
    /// <param name="isCaughtUp">True when hardly a batch waits behind it: the period is over.</param>
    public ShedGap? TakeBefore(long number, bool isCaughtUp)
    {
        if (!Volatile.Read(ref _isShedding)) return null;
        lock (_gate)
        {
            if (_firstUntold is var first and not None && first > number) return null; // they were received after this batch
            if (!isCaughtUp && _untold.Count == 0) return null;
            var gap = new ShedGap(_from, _to, isCaughtUp ? _losses.Values : _untold, isCaughtUp);
            (_untold, _firstUntold) = ([], None);
            if (isCaughtUp) (_losses, _isShedding) = ([], false);
            return gap;
        }
    }

    private void Add(CodeLoss loss)
    {
        ref var losses = ref CollectionsMarshal.GetValueRefOrAddDefault(_losses, loss.Code, out var isKnown);
        losses = isKnown ? loss with { From = losses.From, To = Later(losses.To, loss.To) } : loss;
        if (!isKnown) _untold.Add(loss);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
