using Akka.Actor;
using Akka.Configuration;
using OptionAuctions.Recording;

namespace OptionAuctions.Replay;

/// <summary>
/// A replay of recorded messages: decoder, stream, router and actors as in a live feed, on a clock that the messages move. The same messages and actors give
/// the same sequence of changes of each code, however fast the machine is. Nothing is shed.
/// </summary>
/// <remarks>
/// Before a timer fires all actors have handled what came before it. An actor of the host's that looks at the clock while it handles a message may see the
/// time of a message a little later in the recording, unless <see cref="SettlesEachMoment"/> is true. A gap of the recording is one of each code. Each timer that
/// fires costs a rest of some milliseconds, and so does a <see cref="DeliveryOptions.AckTimeout"/> that passes: a long one plays faster.
/// </remarks>
public sealed class RecordingReplay : IAsyncDisposable
{
    private const int BatchesInFlight = 24; // the feed sheds from 64 on
    private const int MessagesBetweenRests = 65_536; // so that a subscriber to every change is never far behind

    private readonly OfflineFeed _feed;
    private int _inFlight;
    private bool _hasBegun;

    /// <summary>Prepares a replay; its clock shows the time of the first message once it plays.</summary>
    /// <param name="system">An actor system that was created with <see cref="Config"/>.</param>
    /// <param name="options">Options whose codes are followed; those of the connection have no effect.</param>
    /// <param name="startsAt">First moment of the clock.</param>
    /// <param name="reference">Calendar, phase codes and series; the shipped ones when none are given.</param>
    /// <param name="codeActors">As for <see cref="AuctionFeed.Start"/>.</param>
    /// <exception cref="ArgumentException">An option is impossible, or the actor system has another clock; the message says which.</exception>
    public RecordingReplay(
        ActorSystem system, FeedOptions options, DateTimeOffset startsAt, ReferenceData? reference = null,
        IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? codeActors = null)
    {
        Time = system.Scheduler is VirtualScheduler scheduler ? scheduler.Clock : throw new ArgumentException(
            "the actor system does not use a virtual clock: create it with RecordingReplay.Config", nameof(system));
        Time.StartAt(startsAt);
        _feed = new OfflineFeed(system, options, Time, reference, codeActors);
    }

    /// <summary>The settings of an actor system whose timers use a <see cref="VirtualClock"/>.</summary>
    public static Config Config { get; } = ConfigurationFactory.ParseString(
        $"akka.scheduler.implementation = \"{typeof(VirtualScheduler).FullName}, {typeof(VirtualScheduler).Assembly.GetName().Name}\"");

    /// <summary>The clock.</summary>
    public VirtualClock Time { get; }

    /// <summary>The router, which receives subscriptions and queries about codes.</summary>
    public IActorRef Router => _feed.Router;

    /// <summary>The counts so far.</summary>
    public FeedCounts Counts => _feed.Counts;

    /// <summary>True: all actors have handled everything before the clock moves, which takes longer. Default false: only before a timer fires.</summary>
    public bool SettlesEachMoment { get; init; }

    /// <summary>Starts a subscriber once all codes are registered, so that its first changes are the same each time. Completes when it has subscribed.</summary>
    /// <param name="start">Starts it.</param>
    /// <exception cref="TimeoutException">It did not subscribe within 30 s.</exception>
    public async Task JoinAsync(Action start)
    {
        ArgumentNullException.ThrowIfNull(start);
        await SettleAsync().ConfigureAwait(false);
        var subscribed = _feed.NextSubscriptionAsync();
        start();
        await subscribed.WaitAsync(Quiescence.Patience).ConfigureAwait(false);
        await SettleAsync().ConfigureAwait(false);
    }

    /// <summary>Plays messages, in the order in which they were received.</summary>
    /// <param name="messages">The messages; see <see cref="RecordingReader.Read"/>. They are asked for one by one.</param>
    /// <param name="stop">Ends the replay between two messages.</param>
    public async Task PlayAsync(IEnumerable<RecordedMessage> messages, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var played = 0L;
        foreach (var message in messages)
        {
            if (stop.IsCancellationRequested) break;
            await MoveToAsync(message.ReceivedAt).ConfigureAwait(false);
            await ReceiveAsync(message).ConfigureAwait(false);
            if (++played % MessagesBetweenRests == 0) await SettleAsync().ConfigureAwait(false);
        }

        await SettleAsync().ConfigureAwait(false);
    }

    /// <summary>Completes when everything played so far was folded, delivered and acknowledged.</summary>
    public async Task SettleAsync()
    {
        await _feed.RoutedAsync().ConfigureAwait(false);
        _inFlight = 0;
        var subscribers = await _feed.SubscribersAsync(Quiescence.Patience).ConfigureAwait(false);
        await Quiescence.OfAsync(Router, () => subscribers).ConfigureAwait(false);
    }

    /// <summary>Ends the replay: completes when everything is delivered, and the counts are final.</summary>
    public Task DrainAsync() => _feed.DrainAsync();

    /// <summary>Stops the actors.</summary>
    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private async ValueTask MoveToAsync(DateTimeOffset moment)
    {
        if (moment <= Time.Now) return; // clocks of several sockets, or one that was set back
        if (!SettlesEachMoment && !(Time.NextDue <= moment))
        {
            Time.AdvanceToTimer(moment);
            return;
        }

        do await SettleAsync().ConfigureAwait(false);
        while (Time.AdvanceToTimer(moment));
    }

    private async ValueTask ReceiveAsync(RecordedMessage message)
    {
        if (message.Continuity != Continuity.Follows && _hasBegun) await InterruptAsync().ConfigureAwait(false);
        _hasBegun = true;
        if (message.Kind != MessageKind.Data)
        {
            _feed.ReceiveOther(message.Bytes.Span, message.Kind == MessageKind.Cut);
            return;
        }

        if (!_feed.Receive(message.Bytes.Span, message.ReceivedAt) || ++_inFlight < BatchesInFlight) return;
        _inFlight = 0;
        await _feed.RoutedAsync().ConfigureAwait(false);
    }

    /// <summary>Messages are missing, or a new connection has begun: the codes have a gap, as they had in the feed that was recorded.</summary>
    private async Task InterruptAsync()
    {
        await SettleAsync().ConfigureAwait(false);
        _feed.LoseConnection();
        await SettleAsync().ConfigureAwait(false);
        _feed.RestoreConnection();
        await SettleAsync().ConfigureAwait(false);
    }
}
