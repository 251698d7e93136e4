using Akka.Actor;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Subscribers;

/// <summary>Which threads a subscriber runs on: by default those of Akka's own dispatcher, or of any that you name.</summary>
public static class SubscriberThread
{
    /// <summary>
    /// The subscriber runs where the feed's own actors run, as the last of them, so that nobody has to find a thread for it. What that spares a
    /// record on its way, measured: <c>docs/performance.md</c>, "A subscriber beside the feed".
    /// </summary>
    /// <remarks>
    /// For one that never blocks and is done in microseconds, as a dispatcher's own actors have to be: while it is at work, all codes and all
    /// subscribers wait, and with a small batch so does the reader of the socket, and a keep-alive behind it. One that holds it for longer than 50 ms is warned of
    /// in Akka's log, and for a minute no reader's thread is used. One that never returns, as with an <c>Ask</c> that it waits for, stops the feed.
    /// </remarks>
    /// <param name="subscriber">How it is made.</param>
    /// <param name="system">The actor system of the feed.</param>
    /// <returns>Props to make it by.</returns>
    public static Props BesideTheFeed(this Props subscriber, ActorSystem system) => FeedDispatcher.On(system, subscriber);
}
