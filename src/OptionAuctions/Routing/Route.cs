using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Routing;

/// <summary>The entry of one code in the route table.</summary>
/// <param name="Inbox">The code's inbox: the queue of its events, and its auction so far.</param>
/// <param name="Actor">The code's actor.</param>
/// <param name="IdleWatch">The idle timeout of the code; <see langword="null"/> when it is never released for being idle.</param>
internal sealed record Route(AuctionInbox Inbox, IActorRef Actor, IdleWatch? IdleWatch)
{
    private readonly ActorPrefetch _prefetch = new(Actor);

    /// <summary>Prefetches the actor and the auction into the processor's cache, since the actor is woken in a moment.</summary>
    public void Prefetch()
    {
        _prefetch.Fetch();
        Inbox.PrefetchAuction();
    }
}
