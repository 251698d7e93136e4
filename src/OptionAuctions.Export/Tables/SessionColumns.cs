using OptionAuctions.Export.Columns;

namespace OptionAuctions.Export.Tables;

/// <summary>The columns of phase and call.</summary>
internal sealed class SessionColumns
{
    private readonly TextColumn _phase = new("phase"), _call = new("call", isNullable: true);
    private readonly MomentColumn _since = new("phase_since", isNullable: true);
    private readonly ValueColumn<bool> _isByClock = new("phase_by_clock"), _disagrees = new("phase_disagrees");

    /// <summary>The columns, in the order of the file.</summary>
    public Column[] All => [_phase, _call, _since, _isByClock, _disagrees];

    /// <summary>Adds the values of one row.</summary>
    public void Add(in AuctionSession session)
    {
        _phase.Add(ValueNames.Of(session.Phase));
        _call.Add(ValueNames.OfSome(session.Call));
        _since.Add(session.Since);
        _isByClock.Add(session.IsByClock);
        _disagrees.Add(session.Disagrees);
    }
}
