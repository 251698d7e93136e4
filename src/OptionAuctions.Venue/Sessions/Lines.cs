using OptionAuctions.Venue.Scenarios;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Puts frames on lines: now, or at a later moment. A line that takes no more is cut.</summary>
internal sealed class Lines(Registry registry, Stage stage)
{
    private const int MostWaiting = 100_000;
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _later = new();
    private long _order;

    /// <summary>When the next delayed thing is due.</summary>
    public DateTimeOffset? NextDue => _later.TryPeek(out _, out var due) ? due.At : null;

    /// <summary>Sends a frame, unless the scenario keeps lines silent.</summary>
    /// <returns>True when the line took it.</returns>
    public bool Send(Session session, ReadOnlyMemory<byte> frame, DateTimeOffset now, TaskCompletionSource? written = null)
    {
        var sent = session.IsOpen && !session.IsUnfinished && !stage.At(now).Silent;
        if (sent && !session.Line.Send(new Outgoing(frame, Written: written)))
        {
            registry.Cut(session, SessionEnd.CutAsTooSlow, now);
            sent = false;
        }

        if (!sent) written?.TrySetResult();
        return sent;
    }

    /// <summary>Does something for a session at a later moment, in the order in which it was asked for.</summary>
    public void Later(Session session, DateTimeOffset at, DateTimeOffset now, Action act)
    {
        if (_later.Count >= MostWaiting) registry.Cut(session, SessionEnd.CutAsTooSlow, now);
        else _later.Enqueue(act, (at, _order++));
    }

    /// <summary>Does what was put off up to now.</summary>
    public void DoDue(DateTimeOffset now)
    {
        while (NextDue <= now) _later.Dequeue()();
    }
}
