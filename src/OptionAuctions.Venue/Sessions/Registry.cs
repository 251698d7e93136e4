using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Scenarios;

namespace OptionAuctions.Venue.Sessions;

/// <summary>The sessions and their registrations. Decides about requests and returns the <c>msg_cd</c>; sends nothing itself.</summary>
internal sealed class Registry(ScenarioPlayer player, MarketFeed feed)
{
    public SessionBook Sessions { get; } = new();
    public AppKeys AppKeys { get; } = new();

    public Session Connected(string path, IClientConnection connection, DateTimeOffset now)
    {
        var session = Sessions.Add(path, connection, now);
        session.NextPingPong = now + (player.At(now).PingPongEvery / 2);
        return session;
    }

    public string Register(Session session, RegistrationKey key, DateTimeOffset now)
    {
        var behaviour = player.At(now);
        session.RegistrationsAsked++;
        if (behaviour.RefuseWith.Length > 0 && session.RegistrationsAsked % behaviour.RefuseEvery == 0) return behaviour.RefuseWith;
        if (session.Registrations.ContainsKey(key)) return "OPSP0002";

        var ghosts = AppKeys.Ghosts(session.AppKey!);
        var isGhost = ghosts.Remove(key);
        if (!isGhost && session.Registrations.Count + ghosts.Count >= behaviour.MaxRegistrations) return "OPSP0008";

        var mute = behaviour.MuteEvery > 0 && session.RegistrationsAsked % behaviour.MuteEvery == 0;
        session.Registrations.Add(key, new Registration { IsMute = mute });
        if (session.Late.Remove(key)) Unfollow(key);
        if (key.HasRecords) feed.Follow(key, now);
        return isGhost ? "OPSP0002" : "OPSP0000";
    }

    public string Release(Session session, RegistrationKey key, DateTimeOffset now)
    {
        if (!session.Registrations.Remove(key)) return AppKeys.Ghosts(session.AppKey!).Remove(key) ? "OPSP0001" : "OPSP0003";
        if (player.At(now).LateFor is { Ticks: > 0 } late) session.Late[key] = now + late;
        else Unfollow(key);
        return "OPSP0001";
    }

    /// <summary>Marks a session as ended. The first reason that is given is kept.</summary>
    public void Ended(Session session, SessionEnd end, int? closeCode, DateTimeOffset now)
    {
        if (!session.IsOpen) return;
        (session.End, session.CloseCode) = (end, closeCode);
        var (behaviour, lost) = (player.At(now), end == SessionEnd.LostByClient);
        AppKeys.FreeSlot(session, now, lost ? behaviour.SlotHeld : TimeSpan.Zero);
        if (lost && behaviour.KeepsGhosts && session.AppKey is { } appKey) AppKeys.Ghosts(appKey).UnionWith(session.Registrations.Keys);
        foreach (var key in session.Registrations.Keys.Concat(session.Late.Keys)) Unfollow(key);
        session.Late.Clear();
        Sessions.Close(session);
    }

    /// <summary>Ends a session from the venue's side with a reset.</summary>
    public void Cut(Session session, SessionEnd end, DateTimeOffset now)
    {
        Ended(session, end, null, now);
        session.Connection.Reset();
    }

    /// <summary>Removes released keys whose records are no longer sent.</summary>
    public void DropLate(Session session, DateTimeOffset now)
    {
        foreach (var (key, until) in session.Late.ToArray())
            if (now >= until && session.Late.Remove(key))
                Unfollow(key);
    }

    private void Unfollow(RegistrationKey key)
    {
        if (key.HasRecords) feed.Unfollow(key);
    }
}
