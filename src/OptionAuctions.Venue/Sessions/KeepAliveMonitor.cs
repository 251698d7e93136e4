using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Sends PINGPONG to sessions without data, and cuts those that do not answer in time or have reached their greatest age.</summary>
/// <param name="registry">The sessions.</param>
/// <param name="connections">Sends to them.</param>
/// <param name="player">The behaviour of the venue.</param>
/// <param name="sent">Counts what was sent.</param>
/// <param name="speed">Seconds of the venue's clock per second of a client's, in which it answers.</param>
internal sealed class KeepAliveMonitor(Registry registry, ClientConnections connections, ScenarioPlayer player, SentCounts sent, double speed)
{
    /// <summary>Returns the moment at which a session is to be sent PINGPONG or cut next.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        if (registry.Sessions.Open.Count == 0) return null;
        var behaviour = player.At(now);
        return registry.Sessions.Open.Min(s => DueOf(s, behaviour));
    }

    /// <summary>Sends PINGPONG to the sessions that are due for it, and cuts those whose time is up.</summary>
    public void DoDue(DateTimeOffset now)
    {
        var behaviour = player.At(now);
        foreach (var session in registry.Sessions.Open.Where(s => DueOf(s, behaviour) <= now).ToArray())
            if (session.Opened + behaviour.SessionLife <= now) registry.Cut(session, SessionEnd.CutByVenue, now);
            else if (AnswerDue(session, behaviour) <= now) registry.Cut(session, SessionEnd.CutAsUnanswering, now);
            else SendPingPong(session, behaviour, now);
    }

    private DateTimeOffset? AnswerDue(Session session, Behaviour behaviour) => session.UnansweredSince + (behaviour.PingPongAnswerWithin * speed);

    private DateTimeOffset? DueOf(Session session, Behaviour behaviour)
    {
        DateTimeOffset? due = behaviour.SendsPingPong ? session.NextPingPong : null;
        due = Sooner(due, AnswerDue(session, behaviour));
        return Sooner(due, session.Opened + behaviour.SessionLife);
    }

    private static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;

    private void SendPingPong(Session session, Behaviour behaviour, DateTimeOffset now)
    {
        session.NextPingPong = now + behaviour.PingPongEvery;
        var text = RequestEncoder.PingPong(now);
        if (!connections.Send(session, WebSocketFraming.Text(text), now)) return;
        session.UnansweredSince ??= now;
        session.LastPingPong = text;
        session.PingPongs++;
        sent.PingPongs++;
    }
}
