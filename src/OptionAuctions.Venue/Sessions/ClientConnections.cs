using OptionAuctions.Venue.Scenarios;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Sends WebSocket frames to clients, now or at a later moment. A session whose connection takes no more is cut.</summary>
internal sealed class ClientConnections(Registry registry, ScenarioPlayer player)
{
    private const int MaxDelayed = 100_000;
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _delayed = new();
    private long _order;

    /// <summary>Moment at which the next delayed action is due.</summary>
    public DateTimeOffset? NextDue => _delayed.TryPeek(out _, out var due) ? due.At : null;

    /// <summary>Sends a WebSocket frame to a session, unless the scenario keeps connections silent.</summary>
    /// <returns>True when the connection took it.</returns>
    public bool Send(Session session, ReadOnlyMemory<byte> frame, DateTimeOffset now, TaskCompletionSource? written = null)
    {
        var sent = session.IsOpen && !session.IsUnfinished && !player.At(now).Silent;
        if (sent && !session.Connection.Send(new Outgoing(frame, Written: written)))
        {
            registry.Cut(session, SessionEnd.CutAsTooSlow, now);
            sent = false;
        }

        if (!sent) written?.TrySetResult();
        return sent;
    }

    /// <summary>Sends the last bytes of a session, which ends with them. A connection that takes no more is reset.</summary>
    public void SendLast(Session session, in Outgoing last, SessionEnd end, int? closeCode, DateTimeOffset now)
    {
        var taken = session.Connection.Send(last);
        registry.Ended(session, end, closeCode, now);
        if (!taken) session.Connection.Reset();
    }

    /// <summary>Delays an action for a session to a later moment. Actions of the same moment keep their order.</summary>
    public void Later(Session session, DateTimeOffset at, DateTimeOffset now, Action act)
    {
        if (_delayed.Count >= MaxDelayed) registry.Cut(session, SessionEnd.CutAsTooSlow, now);
        else _delayed.Enqueue(act, (at, _order++));
    }

    /// <summary>Runs the delayed actions that are due by now.</summary>
    public void DoDue(DateTimeOffset now)
    {
        while (NextDue <= now) _delayed.Dequeue()();
    }
}
