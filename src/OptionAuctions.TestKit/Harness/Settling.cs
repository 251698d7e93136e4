using Akka.Actor;

namespace OptionAuctions.TestKit;

/// <summary>
/// How a test knows that nothing more is under way without waiting for time: an actor answers <see cref="Identify"/> when it has handled
/// what was sent to it before, so asking along the way that changes go, and again for what came of it, leaves nothing behind.
/// </summary>
internal static class Settling
{
    /// <summary>Bounds a failure, not a test: an actor that does not answer for so long is stuck.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A delivery, its ack, what had gathered meanwhile, its ack: one round each, and one that finds nothing.
    private const int Rounds = 4;

    /// <summary>Completes when the router, whatever it has under it, and those who listen to it have handled everything.</summary>
    public static async Task OfAsync(IActorRef auctions, Func<IEnumerable<IActorRef>> listeners)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await AskAsync([auctions]); // that it has handed everything on
            await AskAsync(Under(auctions)); // codes fold and tell subscriptions
            await AskAsync(Under(auctions)); // subscriptions deliver
            await AskAsync(listeners()); // listeners ack
        }
    }

    /// <summary>Completes when each of them has handled what it was sent so far. One that has ended has.</summary>
    public static Task AskAsync(IEnumerable<IActorRef> actors) => Task.WhenAll(actors.Select(AskAsync));

    private static async Task AskAsync(IActorRef actor)
    {
        try
        {
            await actor.Ask<ActorIdentity>(new Identify(null), Patience);
        }
        catch (AskTimeoutException)
        {
            throw new TimeoutException($"{actor.Path} did not come to rest within {Patience.TotalSeconds:0} s: is it stuck?");
        }
    }

    private static IEnumerable<IActorRef> Under(IActorRef actor) =>
        actor is ActorRefWithCell local ? local.Children.SelectMany(child => Under(child).Prepend(child)) : [];
}
