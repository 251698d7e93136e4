using Akka.Actor;

namespace OptionAuctions.Dispatch;

/// <summary>The objects of one actor that are read when a message is sent to it: reference, cell, mailbox and queue. See <see cref="Prefetch"/>.</summary>
internal readonly struct ActorPrefetch
{
    private const int CacheLinesOfCell = 4;

    private readonly object _actor;
    private readonly object? _cell, _mailbox, _queue;

    public ActorPrefetch(IActorRef actor)
    {
        _actor = actor;
        if (actor is ActorRefWithCell { Underlying: ActorCell { Mailbox: { } mailbox } cell })
            (_cell, _mailbox, _queue) = (cell, mailbox, mailbox.MessageQueue);
    }

    /// <summary>Fetches the cache lines of these objects.</summary>
    public void Fetch()
    {
        Prefetch.Fetch(_actor, 1);
        Prefetch.Fetch(_cell, CacheLinesOfCell);
        Prefetch.Fetch(_mailbox, 1);
        Prefetch.Fetch(_queue, 1);
    }
}
