using Akka.Actor;

namespace OptionAuctions.Telemetry;

/// <summary>The longest mailboxes of a feed, by kind. Safe from any thread; to look at one costs a comparison and allocates nothing.</summary>
/// <remarks>
/// An actor looks at its own mailbox with each message that it takes. That finds the longest, because a mailbox only becomes shorter by a
/// message that is taken: it is never longer than just before one.
/// </remarks>
internal sealed class MailboxPeaks
{
    private static readonly MailboxKind[] Kinds = Enum.GetValues<MailboxKind>();

    private readonly int[] _longest = new int[Kinds.Length];
    private int _children, _subscriptions;

    /// <summary>An actor has a message in hand.</summary>
    public void Took(MailboxKind kind, IActorContext context)
    {
        if (context is ActorCell cell) Saw(kind, cell.NumberOfMessages + 1);
    }

    /// <summary>Something was put there for an actor that is not ours.</summary>
    public void Put(MailboxKind kind, IActorRef? actor)
    {
        if (actor is ActorRefWithCell known) Saw(kind, known.Underlying.NumberOfMessages);
    }

    /// <summary>So many there are now; the most there ever were are what windows go by.</summary>
    /// <param name="children">Actors under the router that are spoken with.</param>
    /// <param name="subscriptions">Those of them that can follow a code.</param>
    public void There(int children, int subscriptions)
    {
        Raise(ref _children, children);
        Raise(ref _subscriptions, subscriptions);
    }

    /// <summary>Each kind.</summary>
    public IEnumerable<(MailboxKind Kind, MailboxPeak Peak)> All() => Kinds.Select(kind => (kind, new MailboxPeak(Volatile.Read(ref _longest[(int)kind]), Window(kind))));

    private int Window(MailboxKind kind) => kind switch
    {
        MailboxKind.Router => 16 + (2 * Volatile.Read(ref _children)),
        MailboxKind.Code => 4 + (2 * Volatile.Read(ref _subscriptions)),
        MailboxKind.CodeActor => 2,
        _ => 9,
    };

    private void Saw(MailboxKind kind, int waiting) => Raise(ref _longest[(int)kind], waiting);

    private static void Raise(ref int most, int now)
    {
        for (var before = Volatile.Read(ref most); now > before;)
        {
            var found = Interlocked.CompareExchange(ref most, now, before);
            if (found == before) return;
            before = found;
        }
    }
}
