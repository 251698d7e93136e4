using OptionAuctions.Export.Columns;

namespace OptionAuctions.Export.Tables;

/// <summary>The columns of the movement of the indicative price in the call that runs, or in the last one.</summary>
internal sealed class PathColumns
{
    private readonly ValueColumn<int> _number = new("call_number"), _records = new("call_records"), _unmatched = new("unmatched");
    private readonly ValueColumn<int> _reversals = new("reversals");
    private readonly MomentColumn _began = new("call_began", isNullable: true), _knownFrom = new("known_from", isNullable: true);
    private readonly ValueColumn<bool> _isWhole = new("is_whole");
    private readonly HundredthsColumn _first = new("first"), _last = new("last"), _high = new("high"), _low = new("low");
    private readonly MomentColumn _changedAt = new("price_changed_at", isNullable: true);
    private readonly ValueColumn<double> _convergence = new("convergence");
    private readonly OptionalColumn<double> _mean = new("mean"), _dispersion = new("dispersion");
    private readonly OptionalColumn<double> _callMean = new("call_mean"), _callDispersion = new("call_dispersion");

    /// <summary>The columns, in the order of the file.</summary>
    public Column[] All =>
    [
        _number, _began, _knownFrom, _isWhole, _records, _unmatched, _reversals, _first, _last, _high, _low, _changedAt, _convergence, _mean, _dispersion,
        _callMean, _callDispersion,
    ];

    /// <summary>Adds the values of one row.</summary>
    public void Add(in AuctionPath path)
    {
        var (window, call) = (path.Window(0), path.Call);
        _number.Add(path.Number);
        _began.Add(path.Began);
        _knownFrom.Add(path.KnownFrom);
        _isWhole.Add(path.IsWhole);
        _records.Add(path.Revisions);
        _unmatched.Add(path.Unmatched);
        _reversals.Add(path.Reversals);
        _first.Add(path.First);
        _last.Add(path.Last);
        _high.Add(path.High);
        _low.Add(path.Low);
        _changedAt.Add(path.ChangedAt);
        _convergence.Add(path.Convergence);
        _mean.Add(window.Mean);
        _dispersion.Add(window.Dispersion);
        _callMean.Add(call.Mean);
        _callDispersion.Add(call.Dispersion);
    }
}
