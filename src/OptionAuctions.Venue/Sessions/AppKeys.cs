namespace OptionAuctions.Venue.Sessions;

/// <summary>
/// The venue's memory of app keys beyond a session: that the one slot of a key is taken, until when after an unclean end, and the ghosts,
/// which are registrations that a lost session left behind. Pure: the time is a parameter.
/// </summary>
internal sealed class AppKeys
{
    private const int MaxKeys = 4096;
    private readonly Dictionary<string, Slot> _slots = [];
    private readonly Dictionary<string, HashSet<RegistrationKey>> _ghosts = [];

    /// <summary>Takes the app key's slot for a session, or finds that the session holds it.</summary>
    /// <returns>False while another session holds it, or one that ended uncleanly still does.</returns>
    public bool TryTakeSlot(string appKey, Session session, DateTimeOffset now)
    {
        if (_slots.TryGetValue(appKey, out var slot))
        {
            if (slot.Holder == session) return true;
            if (slot.HeldUntil is not { } until || now < until) return false;
        }

        if (_slots.Count >= MaxKeys) RemoveFreeSlots(now);
        _slots[appKey] = new Slot(session, null);
        return true;
    }

    /// <summary>Frees the slot of a session that has ended, after <paramref name="hold"/>.</summary>
    public void FreeSlot(Session session, DateTimeOffset now, TimeSpan hold)
    {
        if (session.AppKey is not { } appKey || !_slots.TryGetValue(appKey, out var slot) || slot.Holder != session) return;
        if (hold == TimeSpan.Zero) _slots.Remove(appKey);
        else _slots[appKey] = slot with { HeldUntil = now + hold };
    }

    /// <summary>Returns the ghosts of an app key: registrations that a lost session left on it.</summary>
    public HashSet<RegistrationKey> Ghosts(string appKey)
    {
        if (_ghosts.TryGetValue(appKey, out var known)) return known;
        if (_ghosts.Count >= MaxKeys) _ghosts.Clear();
        return _ghosts[appKey] = [];
    }

    /// <summary>Forgets all slots and ghosts, as a restart does.</summary>
    public void Clear()
    {
        _slots.Clear();
        _ghosts.Clear();
    }

    private void RemoveFreeSlots(DateTimeOffset now)
    {
        foreach (var (key, slot) in _slots.ToArray())
            if (slot.HeldUntil <= now)
                _slots.Remove(key);
    }

    private sealed record Slot(Session Holder, DateTimeOffset? HeldUntil);
}
