namespace OptionAuctions.Venue.Sessions;

/// <summary>One live session per app key, and the time a slot stays taken after an unclean end. Pure.</summary>
internal sealed class Slots
{
    private const int MostKeys = 4096;
    private readonly Dictionary<string, Slot> _taken = [];

    /// <summary>Takes the app key's slot for a session, or finds that the session has it.</summary>
    /// <returns>False while another session, or the ghost of one, holds it.</returns>
    public bool TryTake(string appKey, Session session, DateTimeOffset now)
    {
        if (_taken.TryGetValue(appKey, out var slot))
        {
            if (slot.Holder == session) return true;
            if (slot.HeldUntil is not { } until || now < until) return false;
        }

        if (_taken.Count >= MostKeys) Forget(now);
        _taken[appKey] = new Slot(session, null);
        return true;
    }

    /// <summary>The session is over; its slot is free after <paramref name="hold"/>.</summary>
    public void Leave(Session session, DateTimeOffset now, TimeSpan hold)
    {
        if (session.AppKey is not { } appKey || !_taken.TryGetValue(appKey, out var slot) || slot.Holder != session) return;
        if (hold == TimeSpan.Zero) _taken.Remove(appKey);
        else _taken[appKey] = slot with { HeldUntil = now + hold };
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, slot) in _taken.ToArray())
            if (slot.HeldUntil <= now)
                _taken.Remove(key);
    }

    private sealed record Slot(Session Holder, DateTimeOffset? HeldUntil);
}
