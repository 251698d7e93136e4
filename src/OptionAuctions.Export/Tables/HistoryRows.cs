using OptionAuctions.Export.Columns;
using OptionAuctions.History;

namespace OptionAuctions.Export.Tables;

/// <summary>Rows of <c>history</c>: one for each call auction of an instrument and day.</summary>
internal sealed class HistoryRows : TableRows
{
    private readonly ValueColumn<DateOnly> _day = new("day");
    private readonly TextColumn _call = new("call"), _code = new("code");
    private readonly ValueColumn<int> _ordinal = new("ordinal"), _records = new("call_records"), _reversals = new("reversals"), _gaps = new("gaps");
    private readonly InstrumentColumns _instrument = new();
    private readonly HundredthsColumn _first = new("first"), _last = new("last"), _high = new("high"), _low = new("low");
    private readonly HundredthsColumn _finalPrice = new("final_price"), _slippage = new("slippage");
    private readonly OptionalColumn<double> _convergence = new("convergence");
    private readonly MomentColumn _firstRecordAt = new("first_record_at", isNullable: true), _lastRecordAt = new("last_record_at", isNullable: true);
    private readonly MomentColumn _knownFrom = new("known_from", isNullable: true);
    private readonly ValueColumn<bool> _isWhole = new("is_whole");
    private readonly TextColumn _quality = new("quality", isNullable: true);
    private readonly OptionalColumn<long> _oddRecords = new("odd_records");

    public HistoryRows() => Declare(
    [
        _day, _call, _ordinal, .. _instrument.All, _code, _first, _last, _high, _low, _records, _reversals, _convergence, _firstRecordAt, _lastRecordAt,
        _knownFrom, _isWhole, _finalPrice, _slippage, _gaps, _quality, _oddRecords,
    ]);

    /// <summary>Adds a call.</summary>
    /// <param name="summary">Its summary.</param>
    /// <param name="facts">What is known of its instrument.</param>
    public void Add(CallSummary summary, InstrumentFacts facts)
    {
        _day.Add(summary.Day);
        _call.Add(ValueNames.Of(summary.Call));
        _ordinal.Add(summary.Ordinal);
        _instrument.Add(facts);
        _code.Add($"{summary.Code}");
        _first.Add(summary.First);
        _last.Add(summary.Last);
        _high.Add(summary.High);
        _low.Add(summary.Low);
        _records.Add(summary.Revisions);
        _reversals.Add(summary.Reversals);
        _convergence.Add(summary.Convergence);
        _firstRecordAt.Add(summary.FirstRecordAt);
        _lastRecordAt.Add(summary.LastRecordAt);
        _knownFrom.Add(summary.KnownFrom);
        _isWhole.Add(summary.IsWhole);
        _finalPrice.Add(summary.FinalPrice);
        _slippage.Add(summary.Slippage);
        _gaps.Add(summary.Gaps);
        _quality.Add(ValueNames.OfSome(summary.Quality ?? AuctionQuality.None));
        _oddRecords.Add(summary.OddRecords);
        Count++;
    }
}
