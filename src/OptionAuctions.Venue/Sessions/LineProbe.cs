using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Sends PINGPONG on quiet lines, and cuts those whose time is up.</summary>
internal sealed class LineProbe(Registry registry, Lines lines, Stage stage, Ledger ledger)
{
    /// <summary>When a line is to be probed or cut next.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        if (registry.Book.Open.Count == 0) return null;
        var behaviour = stage.At(now);
        return registry.Book.Open.Min(s => DueOf(s, behaviour));
    }

    /// <summary>Does what is due.</summary>
    public void DoDue(DateTimeOffset now)
    {
        var behaviour = stage.At(now);
        foreach (var session in registry.Book.Open.Where(s => DueOf(s, behaviour) <= now).ToArray())
            if (session.Opened + behaviour.SessionLife <= now) registry.Cut(session, SessionEnd.CutByVenue, now);
            else if (session.UnansweredSince + behaviour.PingPongAnswerWithin <= now) registry.Cut(session, SessionEnd.CutAsUnanswering, now);
            else Probe(session, behaviour, now);
    }

    private static DateTimeOffset? DueOf(Session session, Behaviour behaviour)
    {
        DateTimeOffset? due = behaviour.SendsPingPong ? session.NextPingPong : null;
        due = Sooner(due, session.UnansweredSince + behaviour.PingPongAnswerWithin);
        return Sooner(due, session.Opened + behaviour.SessionLife);
    }

    private static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;

    private void Probe(Session session, Behaviour behaviour, DateTimeOffset now)
    {
        session.NextPingPong = now + behaviour.PingPongEvery;
        var text = RequestEncoder.PingPong(now);
        if (!lines.Send(session, Framing.Text(text), now)) return;
        session.UnansweredSince ??= now;
        session.LastPingPong = text;
        session.PingPongs++;
        ledger.PingPongs++;
    }
}
