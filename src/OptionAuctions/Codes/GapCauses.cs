namespace OptionAuctions.Codes;

/// <summary>
/// The causes for which records of one code may be missing now. A gap is over when all of its causes have ended; its reason is the gravest of them: a
/// lost connection, then messages that were dropped, then records that were replaced.
/// </summary>
/// <remarks>
/// A lost connection ends with the first record received after it, or with a new registration. Dropping ends only when the stream says so, since
/// records also come in between. Replaced records are a cause of the past already when it is noticed.
/// </remarks>
internal struct GapCauses
{
    private long _lostAt; // ticks, KST; 0 while the connection is not lost
    private bool _isShedding;

    /// <summary>The gravest cause since the gap began; none while there is no gap.</summary>
    public GapReason Reason { get; private set; }

    /// <summary>The latest moment at which a cause ended; ticks, KST.</summary>
    public long EndedAt { get; private set; }

    /// <summary>True while the connection is lost.</summary>
    public readonly bool IsLost => _lostAt != 0;

    /// <summary>Adds a cause.</summary>
    /// <returns>False when it is dropping, and known already.</returns>
    public bool Begin(GapReason cause, long at)
    {
        if (cause == GapReason.Shed && _isShedding) return false;
        if (Reason == GapReason.None || cause < Reason) Reason = cause;
        if (cause == GapReason.ConnectionLost && !IsLost) _lostAt = at;
        _isShedding |= cause == GapReason.Shed;
        return true;
    }

    /// <summary>Takes moments beyond a limit, which a clock showed that was set back since, for now.</summary>
    public void ForgetWhatLiesAhead(long now, long limit)
    {
        if (_lostAt > limit) _lostAt = now;
        if (EndedAt > limit) EndedAt = now;
    }

    /// <summary>Ends a cause, if it is one. What was received before the connection was lost does not end that.</summary>
    /// <returns>True when it was the last one, and the gap is over.</returns>
    public bool End(GapReason cause, long at)
    {
        var isOne = cause == GapReason.Shed ? _isShedding : IsLost ? at >= _lostAt : Reason == GapReason.Lagging;
        if (!isOne) return false;
        if (cause == GapReason.Shed) _isShedding = false;
        else _lostAt = 0;
        EndedAt = Math.Max(EndedAt, at);
        return !IsLost && !_isShedding;
    }
}
