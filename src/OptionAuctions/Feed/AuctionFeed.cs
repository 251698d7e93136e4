using Akka.Actor;
using Akka.Configuration;
using OptionAuctions.Dispatch;
using OptionAuctions.Feed;

namespace OptionAuctions;

/// <summary>The entry point for hosts: starts a feed on an actor system and drains it. <c>WithOptionAuctions</c> of the package Hosting does both.</summary>
public static class AuctionFeed
{
    /// <summary>
    /// The setting by which an actor system sets a timer for each scheduled item, in place of Akka's own scheduler, which wakes a thread every ten milliseconds
    /// also while nothing is scheduled. For hosts without Akka.Hosting; with it, <c>WithQuietScheduler()</c> does the same.
    /// </summary>
    public static Config QuietScheduler { get; } = ConfigurationFactory.ParseString(
        $"akka.scheduler.implementation = \"{typeof(QuietScheduler).FullName}, {typeof(QuietScheduler).Assembly.GetName().Name}\"");

    /// <summary>Starts the two actors of a feed: <c>auctions</c>, the router, and <c>feed</c>, the supervisor. They end with the system.</summary>
    /// <param name="system">The host's actor system.</param>
    /// <param name="options">Options that <see cref="FeedOptions.Validate"/> finds nothing wrong with, after <see cref="FeedOptions.Resolve"/>.</param>
    /// <param name="time">The clock of the feed.</param>
    /// <param name="reference">
    /// The result of <see cref="FeedOptions.Resolve"/>; <see langword="null"/> for the shipped calendar and phase codes, and no series.
    /// </param>
    /// <param name="codeActors">
    /// Factories of the host's own actors, by code and terms (<see langword="null"/> when the code is not listed); the first that returns Props for a
    /// code gives its actor. They are called once each time that a code begins to be followed, in an actor that supervises the host's actor; one that
    /// throws is published as <see cref="CodeActorStopped"/>. As a rule the actor is a <see cref="CodeActor"/>; any other actor must answer each
    /// <see cref="AuctionChanges"/> with its <see cref="Ack"/>, and start again from each snapshot. Props that name no dispatcher run on one of
    /// <see cref="AuctionOptions.CodeActorThreads"/> threads.
    /// </param>
    /// <param name="name">
    /// Name of the feed, where an actor system has several: the actors are <c>name-auctions</c> and <c>name-feed</c>, and the meter has a tag <c>feed</c>.
    /// </param>
    /// <exception cref="ArgumentException">An option is impossible; the message names its key.</exception>
    /// <exception cref="InvalidActorNameException">The actor system has a feed of that name, or the name cannot be part of an actor's path.</exception>
    /// <returns>The router, for subscriptions and queries about codes, and the supervisor, for queries about the feed.</returns>
    public static (IActorRef Router, IActorRef Feed) Start(
        ActorSystem system, FeedOptions options, TimeProvider time, ReferenceData? reference = null,
        IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? codeActors = null, string name = "") =>
        Prepare(options, time, reference, codeActors, name)(system);

    /// <summary>
    /// Begins what a feed can do before its actor system exists, and returns what starts it. Each app key without a reason to wait asks for its approval key
    /// now, so that the request passes while the host creates its actor system: <c>var start = Prepare(…); var (router, feed) = start(ActorSystem.Create(…))</c>.
    /// </summary>
    /// <remarks>
    /// The request counts in the dial budget and its outcome is that of the first connection, as if that had made it. No request is begun early where the
    /// budget or the pause between two requests asks for patience; then the first connection waits. A feed that is never started leaves nothing open: the
    /// request ends by itself, within <see cref="DialingOptions.ApprovalTimeout"/>, and no WebSocket is opened before the start.
    /// </remarks>
    /// <param name="options">As for <see cref="Start"/>.</param>
    /// <param name="time">The clock of the feed.</param>
    /// <param name="reference">As for <see cref="Start"/>.</param>
    /// <param name="codeActors">As for <see cref="Start"/>.</param>
    /// <param name="name">As for <see cref="Start"/>.</param>
    /// <exception cref="ArgumentException">An option is impossible; the message names its key.</exception>
    /// <exception cref="IOException">A dial log cannot be kept.</exception>
    /// <returns>Starts the actors of the feed, as <see cref="Start"/> does; once, or an <see cref="InvalidOperationException"/> says so.</returns>
    public static Func<ActorSystem, (IActorRef Router, IActorRef Feed)> Prepare(
        FeedOptions options, TimeProvider time, ReferenceData? reference = null,
        IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? codeActors = null, string name = "")
    {
        FeedOptionsValidation.ThrowIfInvalid(options, reference);
        return new PreparedFeed(options, time, reference, codeActors, name).Start;
    }

    /// <summary>Closes the connections cleanly and lets everything received reach its subscribers.</summary>
    /// <param name="feed">The supervisor.</param>
    /// <param name="within">Longest time to wait. The sockets are closed first.</param>
    /// <returns>False when it took longer, as with a subscriber that never acknowledges.</returns>
    public static async Task<bool> DrainAsync(IActorRef feed, TimeSpan within)
    {
        try
        {
            await feed.Ask<FeedProtocol.Drained>(FeedProtocol.Drain.Instance, within).ConfigureAwait(false);
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }

    /// <summary>
    /// Returns Props of an actor that runs on the feed's own dispatcher, after the feed's actors, so that no other thread has to be woken for it. The
    /// latency that this saves a record is measured in <c>docs/performance.md</c>.
    /// </summary>
    /// <remarks>
    /// For an actor that never blocks and is done in microseconds: while it runs, all codes and all subscribers wait. An actor that never returns,
    /// such as one that waits for an <c>Ask</c>, stops the feed.
    /// </remarks>
    /// <param name="props">The Props of the actor.</param>
    /// <param name="system">The actor system of the feed.</param>
    public static Props OnFeedDispatcher(this Props props, ActorSystem system) => FeedDispatcher.On(system, props);
}
