using OptionAuctions.Export.Columns;
using OptionAuctions.Export.Files;

namespace OptionAuctions.Export.Tables;

/// <summary>Rows of <c>revisions</c>: one for each change of the auction of an instrument, with the state after it.</summary>
internal sealed class RevisionRows : TableRows
{
    private readonly ValueColumn<DateOnly> _day = new("day");
    private readonly InstrumentColumns _instrument = new();
    private readonly TextColumn _code = new("code");
    private readonly ValueColumn<long> _change = new("change_number"), _revision = new("revision"), _conflated = new("conflated");
    private readonly MomentColumn _changedAt = new("changed_at");
    private readonly TextColumn _kind = new("kind");
    private readonly RecordColumns _record = new();
    private readonly SessionColumns _session = new();
    private readonly PathColumns _path = new();
    private readonly GapColumns _gap = new();
    private readonly TextColumn _stale = new("stale", isNullable: true), _quality = new("quality", isNullable: true), _registration = new("registration");
    private readonly ValueColumn<bool> _isCurrent = new("is_current");
    private readonly ValueColumn<long> _oddRecords = new("odd_records");
    private readonly HundredthsColumn _previousClose = new("previous_close"), _finalPrice = new("final_price"), _slippage = new("slippage");
    private readonly DetailColumns _detail = new();

    public RevisionRows() => Declare(
    [
        _day, .. _instrument.All, _code, _change, _changedAt, _kind, _revision, _conflated,
        .. _record.All, .. _session.All, .. _path.All, _isCurrent, _stale, .. _gap.All, _quality, _oddRecords, _registration, _previousClose, _finalPrice,
        _slippage, .. _detail.All,
    ]);

    /// <summary>Adds a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="number">Its number among the changes of the replay, from 1.</param>
    /// <param name="at">The time of the replay, KST.</param>
    /// <param name="place">Day and underlying.</param>
    /// <param name="code">The text of its code.</param>
    /// <param name="facts">What is known of its instrument.</param>
    public void Add(in AuctionChanged change, long number, DateTimeOffset at, PartitionKey place, string? code, InstrumentFacts facts)
    {
        ref readonly var state = ref change.Current;
        _day.Add(place.Day);
        _instrument.Add(facts);
        _code.Add(code);
        _change.Add(number);
        _changedAt.Add(at);
        _kind.Add(ValueNames.Of(change.Kind));
        _revision.Add(state.Revision);
        _conflated.Add(change.Conflated);
        _record.Add(state);
        _session.Add(state.Session);
        _path.Add(state.Path);
        _isCurrent.Add(state.IsCurrent);
        _stale.Add(ValueNames.OfSome(state.Stale));
        _gap.Add(state);
        _quality.Add(ValueNames.OfSome(state.Quality));
        _oddRecords.Add(state.OddRecords);
        _registration.Add(ValueNames.Of(state.Registration));
        _previousClose.Add(state.PreviousClose);
        _finalPrice.Add(state.FinalPrice);
        _slippage.Add(state.Slippage);
        _detail.Add(state.Detail);
        Count++;
    }
}
