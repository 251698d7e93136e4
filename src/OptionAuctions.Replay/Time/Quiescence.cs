using Akka.Actor;

namespace OptionAuctions.Replay;

/// <summary>
/// The detection that no message is being handled or waits to be handled, without waiting for time. An actor answers <see cref="Identify"/> when
/// it has handled what was sent to it before. To ask the actors in the order in which changes travel, and again for what resulted from them,
/// leaves nothing unhandled.
/// </summary>
public static class Quiescence
{
    /// <summary>The time after which an actor that does not answer is reported as stuck. It bounds a failure, not a test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // 1: a delivery. 2: its acknowledgement, and the delivery of what had gathered meanwhile. 3: the acknowledgement of that. 4 finds nothing.
    private const int Rounds = 4;

    /// <summary>Completes when the router, all actors below it, and its listeners have handled everything, but for those that are paused.</summary>
    public static async Task OfAsync(IActorRef auctions, Func<IEnumerable<IActorRef>> listeners, IReadOnlySet<IActorRef>? paused = null)
    {
        paused ??= new HashSet<IActorRef>();
        for (var round = 0; round < Rounds; round++)
        {
            await AskAsync([auctions]); // the router passes everything on
            await AskAsync(DescendantsOf(auctions, paused)); // code actors fold and notify subscriptions
            await AskAsync(DescendantsOf(auctions, paused)); // subscriptions deliver
            await AskAsync(listeners().Except(paused)); // listeners acknowledge
        }
    }

    /// <summary>Completes when each actor has handled what was sent to it so far. An actor that has ended counts as one that has.</summary>
    /// <exception cref="TimeoutException">One did not in time; the message names it.</exception>
    public static async Task AskAsync(IEnumerable<IActorRef> actors)
    {
        IActorRef[] asked = [.. actors];
        if (asked.Length == 0) return;
        var answers = new AnswerCount(asked);
        foreach (var actor in asked) actor.Tell(new Identify(actor), answers);
        try
        {
            await answers.All.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(FormattableString.Invariant(
                $"{answers.Missing().Path} did not handle its messages within {Patience.TotalSeconds:0} s: is it stuck?"));
        }
    }

    private static IEnumerable<IActorRef> DescendantsOf(IActorRef actor, IReadOnlySet<IActorRef> paused) => actor is ActorRefWithCell local
        ? local.Children.Where(child => !paused.Contains(child)).SelectMany(child => DescendantsOf(child, paused).Prepend(child))
        : [];
}
