using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>
/// What the venue remembers of an app key beyond a session: that its one slot is taken, until when after an unclean end, and the
/// registrations a lost session left behind. Pure.
/// </summary>
internal sealed class AppKeys
{
    private const int Most = 4096;
    private readonly Dictionary<string, Slot> _slots = [];
    private readonly Dictionary<string, HashSet<(string TrId, OptionCode Code)>> _ghosts = [];

    /// <summary>Takes the app key's slot for a session, or finds that the session has it.</summary>
    /// <returns>False while another session, or the memory of one, holds it.</returns>
    public bool TryTakeSlot(string appKey, Session session, DateTimeOffset now)
    {
        if (_slots.TryGetValue(appKey, out var slot))
        {
            if (slot.Holder == session) return true;
            if (slot.HeldUntil is not { } until || now < until) return false;
        }

        if (_slots.Count >= Most) Forget(now);
        _slots[appKey] = new Slot(session, null);
        return true;
    }

    /// <summary>The session is over; its slot is free after <paramref name="hold"/>.</summary>
    public void Leave(Session session, DateTimeOffset now, TimeSpan hold)
    {
        if (session.AppKey is not { } appKey || !_slots.TryGetValue(appKey, out var slot) || slot.Holder != session) return;
        if (hold == TimeSpan.Zero) _slots.Remove(appKey);
        else _slots[appKey] = slot with { HeldUntil = now + hold };
    }

    /// <summary>Registrations that a lost session left on the app key.</summary>
    public HashSet<(string TrId, OptionCode Code)> Ghosts(string appKey)
    {
        if (_ghosts.TryGetValue(appKey, out var known)) return known;
        if (_ghosts.Count >= Most) _ghosts.Clear();
        return _ghosts[appKey] = [];
    }

    /// <summary>As after a restart.</summary>
    public void Clear()
    {
        _slots.Clear();
        _ghosts.Clear();
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, slot) in _slots.ToArray())
            if (slot.HeldUntil <= now)
                _slots.Remove(key);
    }

    private sealed record Slot(Session Holder, DateTimeOffset? HeldUntil);
}
