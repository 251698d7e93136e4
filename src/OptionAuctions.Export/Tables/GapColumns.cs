using OptionAuctions.Export.Columns;

namespace OptionAuctions.Export.Tables;

/// <summary>The columns of gaps: how many, the newest one, and since when there is one.</summary>
internal sealed class GapColumns
{
    private readonly ValueColumn<int> _gaps = new("gaps");
    private readonly MomentColumn _since = new("gap_since", isNullable: true);
    private readonly MomentColumn _from = new("gap_from", isNullable: true), _to = new("gap_to", isNullable: true);
    private readonly TextColumn _reason = new("gap_reason", isNullable: true);

    /// <summary>The columns, in the order of the file.</summary>
    public Column[] All => [_gaps, _since, _from, _to, _reason];

    /// <summary>Adds the values of one row.</summary>
    public void Add(in AuctionState state)
    {
        var newest = state.LastGap;
        _gaps.Add(state.Gaps);
        _since.Add(state.GapSince);
        _from.Add(state.Gaps > 0 ? newest.From : null);
        _to.Add(state.Gaps > 0 ? newest.To : null);
        _reason.Add(ValueNames.OfSome(newest.Reason));
    }
}
