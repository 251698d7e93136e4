using Akka.Actor;
using Akka.Streams;
using OptionAuctions.Feed;
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
    private const int BatchesQueued = 64, MessagesPerBatch = 256;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly MessageIntake _intake;
    private readonly FeedMeter _meter;
    private readonly TimeProvider _time;
    private long _dataMessages;
    private RecordBatch? _open; // of messages that came together
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
        Router = system.ActorOf(OfflineFeedActor.Props(CodeRouterActor.Props(options, _meter, time, reference, codeActors), _meter, time));
        FeedGraph.Create(_intake, Router).Run(system.Materializer());
    }

    /// <summary>The router, which receives subscriptions and queries about codes.</summary>
    public IActorRef Router { get; }

    /// <summary>The counts so far.</summary>
    public FeedCounts Counts => _meter.Read();

    /// <summary>Hands in data messages, together as one batch that a socket's reader has read.</summary>
    /// <exception cref="InvalidOperationException">The feed was drained.</exception>
    public void Receive(params byte[][] messages) => _intake.HandOver(Batch(messages));

    /// <summary>
    /// Hands in one data message with its time of arrival, by which auctions are stamped. Messages of one time make one batch, up to 256 of them, which goes on
    /// with the first message of another time, or with <see cref="RoutedAsync"/>.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="receivedAt">Its time of arrival.</param>
    /// <returns>True when a batch went on. No more than 32 of them may do so before <see cref="RoutedAsync"/>: what comes too fast is shed.</returns>
    /// <exception cref="InvalidOperationException">The feed was drained.</exception>
    public bool Receive(ReadOnlySpan<byte> message, DateTimeOffset receivedAt)
    {
        var goesOn = _open is { } open && (open.ReceivedAt != receivedAt || open.Messages >= MessagesPerBatch);
        if (goesOn) HandOverOpen();
        _open ??= Begin(receivedAt);
        Decode(message, _open);
        return goesOn;
    }

    /// <summary>Hands in data messages as if the stream were behind: they are thrown away and counted, and their codes get a gap.</summary>
    /// <exception cref="InvalidOperationException">The feed was drained.</exception>
    public void Shed(params byte[][] messages) => _intake.Shed(Batch(messages));

    /// <summary>Completes when the router has received everything handed in so far: an empty batch follows it through the stream as a marker.</summary>
    public Task RoutedAsync()
    {
        if (_drained) return Task.CompletedTask;
        HandOverOpen();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Router.Tell(new OfflineFeedActor.Mark(reached));
        var mark = _intake.Begin(OfflineFeedActor.MarkEpoch, MarketTime.Now(_time));
        _intake.HandOver(mark);
        return reached.Task;
    }

    /// <summary>Hands a message in that is not one of records, or is none that can be read, so that it is counted.</summary>
    /// <param name="message">The message, or its beginning.</param>
    /// <param name="isCut">True when only its beginning is there, because it was too long.</param>
    public void ReceiveOther(ReadOnlySpan<byte> message, bool isCut)
    {
        _meter.MessageReceived();
        if (isCut) _meter.MessageRefused(DecodeError.TooLong, message, epoch: 1);
        else _meter.MessageWasControl();
    }

    /// <summary>Simulates the loss of the connection. Codes that are requested afterwards are registered by <see cref="RestoreConnection"/>.</summary>
    public void LoseConnection() => Router.Tell(new OfflineFeedActor.LoseConnection());

    /// <summary>Simulates a new connection after a loss: all codes are registered.</summary>
    public void RestoreConnection() => Router.Tell(new OfflineFeedActor.RestoreConnection());

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
        HandOverOpen();
        _drained = true;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Router.Tell(new OfflineFeedActor.Drain(done));
        _intake.Complete();
        return done.Task;
    }

    /// <summary>Stops the actors, drained or not.</summary>
    public async ValueTask DisposeAsync()
    {
        HandOverOpen();
        _drained = true;
        _intake.Complete();
        await Router.GracefulStop(StopTimeout).ConfigureAwait(false);
        _meter.Dispose();
    }

    private RecordBatch Batch(byte[][] messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        HandOverOpen();
        var batch = Begin(MarketTime.Now(_time));
        foreach (var message in messages) Decode(message, batch);
        return batch;
    }

    private RecordBatch Begin(DateTimeOffset receivedAt) => _drained
        ? throw new InvalidOperationException("the feed was drained, and takes nothing more")
        : _intake.Begin(epoch: 1, receivedAt, _time.GetTimestamp(), firstMessage: _dataMessages + 1);

    private void Decode(ReadOnlySpan<byte> message, RecordBatch batch)
    {
        _meter.MessageReceived();
        _dataMessages++;
        _intake.Decoder.Decode(message, batch);
    }

    private void HandOverOpen()
    {
        if (_open is not { } batch) return;
        _open = null;
        _intake.HandOver(batch);
    }
}
