using Akka.Actor;
using Akka.Streams;
using OptionAuctions.Feed;
using OptionAuctions.Feed.Restoring;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;

namespace OptionAuctions;

/// <summary>
/// A feed without a connection: the decoder, stream, router and actors of a feed, with messages handed in by its owner. For programs that have their
/// messages from elsewhere than a socket; the package TestKit is built on it.
/// </summary>
/// <remarks>The codes of the options are registered at once. Not thread-safe.</remarks>
public sealed class OfflineFeed : IAsyncDisposable
{
    private const int BatchesQueued = 64;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly MessageIntake _intake;
    private readonly FeedMeter _meter;
    private readonly TimeProvider _time;
    private long _dataMessages;
    private bool _drained;

    /// <summary>Starts a feed on an actor system.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="options">Options that <see cref="FeedOptions.Validate"/> finds nothing wrong with; those of the connection have no effect.</param>
    /// <param name="time">The clock of the feed.</param>
    /// <param name="reference">Calendar, phase codes and series; the shipped ones when none are given.</param>
    /// <param name="codeActors">As for <see cref="AuctionFeed.Start"/>.</param>
    /// <exception cref="ArgumentException">An option is impossible; the message names its key.</exception>
    public OfflineFeed(
        ActorSystem system, FeedOptions options, TimeProvider time, ReferenceData? reference = null,
        IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? codeActors = null)
    {
        FeedOptionsValidation.ThrowIfInvalid(options, reference);
        (_time, _meter) = (time, new FeedMeter(time));
        _intake = new MessageIntake(BatchesQueued, _meter);
        var restoration = Restoration.Of(options, reference, time, _meter.Secrets);
        restoration.Report(system, MarketTime.Now(time));
        _meter.RecordsRestored(restoration.Records);
        var router = CodeRouterActor.Props(options, _meter, time, reference, codeActors, restoration.Auctions);
        Router = system.ActorOf(OfflineFeedActor.Props(router, _meter, time));
        FeedGraph.Create(_intake, Router).Run(system.Materializer());
    }

    /// <summary>The router, which receives subscriptions and queries about codes.</summary>
    public IActorRef Router { get; }

    /// <summary>The counts so far.</summary>
    public FeedCounts Counts => _meter.Read();

    /// <summary>Hands in data messages, together as one batch that a socket's reader has read.</summary>
    /// <exception cref="InvalidOperationException">The feed was drained.</exception>
    public void Receive(params byte[][] messages) => _intake.HandOver(Batch(messages));

    /// <summary>Hands in data messages that were received before, together as one batch, as they were received then.</summary>
    /// <param name="messages">The messages; they are read before this returns.</param>
    /// <param name="receivedAt">Their time of arrival, which their auctions are stamped with; not later than the feed's clock.</param>
    /// <param name="epoch">Number of their connection, from 1.</param>
    /// <param name="firstMessage">Number of the first of them among the data messages of that connection, counted from 1.</param>
    /// <exception cref="InvalidOperationException">The feed was drained.</exception>
    public void Receive(ReadOnlySpan<ReadOnlyMemory<byte>> messages, DateTimeOffset receivedAt, int epoch, long firstMessage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        var batch = Begin(receivedAt, epoch, firstMessage);
        foreach (var message in messages) Add(message.Span, batch);
        _intake.HandOver(batch);
    }

    /// <summary>Counts a control message, which is for a connection and changes nothing here.</summary>
    public void PassOverControl()
    {
        _meter.MessageReceived();
        _meter.MessageWasControl();
    }

    /// <summary>Refuses a message of which only the beginning is known, as a connection refuses one that is too long.</summary>
    /// <param name="beginning">Its first bytes.</param>
    /// <param name="epoch">Number of its connection.</param>
    public void RefuseCut(ReadOnlySpan<byte> beginning, int epoch)
    {
        _meter.MessageReceived();
        _meter.MessageRefused(DecodeError.TooLong, beginning, epoch);
    }

    /// <summary>Hands in data messages as if the stream were behind: they are thrown away and counted, and their codes get a gap.</summary>
    /// <exception cref="InvalidOperationException">The feed was drained.</exception>
    public void Shed(params byte[][] messages) => _intake.Shed(Batch(messages));

    /// <summary>Completes when the router has received everything handed in so far: an empty batch follows it through the stream as a marker.</summary>
    public Task RoutedAsync()
    {
        if (_drained) return Task.CompletedTask;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Router.Tell(new OfflineFeedActor.Mark(reached));
        var mark = _intake.Begin(OfflineFeedActor.MarkEpoch, MarketTime.Now(_time));
        _intake.HandOver(mark);
        return reached.Task;
    }

    /// <summary>Simulates the loss of the connection. Codes that are requested afterwards are registered by <see cref="RestoreConnection"/>.</summary>
    public void LoseConnection() => Router.Tell(new OfflineFeedActor.LoseConnection());

    /// <summary>Simulates a new connection after a loss: all codes are registered.</summary>
    public void RestoreConnection() => Router.Tell(new OfflineFeedActor.RestoreConnection());

    /// <summary>
    /// Simulates that the connection of some codes was lost and that they are registered again now: each of them has a gap. What was handed in before has
    /// to be routed already, see <see cref="RoutedAsync"/>.
    /// </summary>
    /// <param name="lostAt">When it was lost, not later than the feed's clock; the gap begins there.</param>
    /// <param name="codes">The codes; <see langword="null"/> for all that are registered.</param>
    public void Reconnect(DateTimeOffset lostAt, IReadOnlyCollection<Instrument>? codes = null) => Router.Tell(new OfflineFeedActor.Reconnect(lostAt, codes));

    /// <summary>Returns the subscribers that have subscribed and not unsubscribed.</summary>
    /// <param name="within">Longest time to wait for the answer.</param>
    /// <exception cref="AskTimeoutException">There was no answer within that time.</exception>
    public async Task<IReadOnlyList<IActorRef>> SubscribersAsync(TimeSpan within) =>
        (await Router.Ask<OfflineFeedActor.Subscribers>(new OfflineFeedActor.GetSubscribers(), within).ConfigureAwait(false)).All;

    /// <summary>Completes when the next subscriber has subscribed.</summary>
    public Task NextSubscriptionAsync()
    {
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Router.Tell(new OfflineFeedActor.AwaitSubscription(subscribed));
        return subscribed.Task;
    }

    /// <summary>Drains the feed: completes when everything handed in was delivered and acknowledged. It accepts no messages afterwards.</summary>
    public Task DrainAsync()
    {
        if (_drained) return Task.CompletedTask;
        _drained = true;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Router.Tell(new OfflineFeedActor.Drain(done));
        _intake.Complete();
        return done.Task;
    }

    /// <summary>Stops the actors, drained or not.</summary>
    public async ValueTask DisposeAsync()
    {
        _drained = true;
        _intake.Complete();
        await Router.GracefulStop(StopTimeout).ConfigureAwait(false);
        _meter.Dispose();
    }

    private RecordBatch Batch(byte[][] messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var batch = Begin(MarketTime.Now(_time), epoch: 1, _dataMessages + 1);
        foreach (var message in messages) Add(message, batch);
        _dataMessages += messages.Length;
        return batch;
    }

    private RecordBatch Begin(DateTimeOffset receivedAt, int epoch, long firstMessage) => _drained
        ? throw new InvalidOperationException("the feed was drained, and takes nothing more")
        : _intake.Begin(epoch, receivedAt, _time.GetTimestamp(), firstMessage);

    private void Add(ReadOnlySpan<byte> message, RecordBatch batch)
    {
        _meter.MessageReceived();
        _intake.Decoder.Decode(message, batch);
    }
}
