using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Restoring;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.WebSockets;
using Websocket.Client;

namespace OptionAuctions.Feed;

/// <summary>
/// A feed without an actor system: its first approval keys are being requested, as far as nothing asks for patience, and nothing else is open. It is
/// started once or never.
/// </summary>
internal sealed class PreparedFeed
{
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ReferenceData? _reference;
    private readonly IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? _codeActors;
    private readonly string _name;
    private readonly SecretScrubber _secrets = new();
    private readonly ApprovalKeys[] _keys;
    private readonly Task<Restoration> _restoration;
    private FeedMeter? _meter;

    /// <summary>Prepares a feed; see <see cref="AuctionFeed.Prepare"/>.</summary>
    /// <param name="options">The options, checked.</param>
    /// <param name="time">The clock of the feed.</param>
    /// <param name="reference">Calendar, phase codes and series; <see langword="null"/>: the shipped ones.</param>
    /// <param name="codeActors">Factories of the host's own actors; <see langword="null"/>: there are none.</param>
    /// <param name="name">Name of the feed; empty: none.</param>
    /// <exception cref="IOException">A dial log cannot be kept.</exception>
    public PreparedFeed(
        FeedOptions options, TimeProvider time, ReferenceData? reference = null,
        IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? codeActors = null, string name = "")
    {
        (_options, _time, _reference, _codeActors, _name) = (options, time, reference, codeActors, name);
        _keys = new ApprovalKeys[options.AppKeys.Count];
        for (var place = 0; place < _keys.Length; place++)
            _keys[place] = ApprovalKeys.Of(options, place, time, _secrets.With(options.AppKeys[place]), SingleConnectionHandler.Create);

        var connectBy = FeedContext.ConnectByOf(options, reference, MarketTime.Now(time));
        foreach (var keys in _keys) keys.BeginFirst(connectBy);
        _ = _keys[0].WhenFirstEnded.ContinueWith(_ => LoadCode(), TaskScheduler.Default);
        _restoration = options.Earlier is null ? Task.FromResult(Restoration.None) : Task.Run(() => Restoration.Of(options, reference, time, _secrets));
    }

    /// <summary>
    /// Has code that the first connection runs loaded and compiled on another thread than the one that creates the actor system, behind the request for the key,
    /// which would have to wait for it. Nothing is opened.
    /// </summary>
    private void LoadCode()
    {
        _ = _reference ?? ReferenceData.BuiltIn;
        using var client = new WebsocketClient(_options.WsUrl);
        using var none = client.DisconnectionHappened.Subscribe(_ => { });
    }

    /// <summary>The counts of the feed, once it has started.</summary>
    public FeedMeter Meter => _meter ?? throw new InvalidOperationException("the feed has not started");

    /// <summary>Starts the actors of the feed.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public (IActorRef Router, IActorRef Feed) Start(ActorSystem system)
    {
        var meter = new FeedMeter(_time, _name, _secrets);
        if (Interlocked.CompareExchange(ref _meter, meter, null) is not null)
        {
            meter.Dispose();
            throw new InvalidOperationException("a prepared feed is started once");
        }

        system.RegisterOnTermination(meter.Dispose);
        var prefix = _name.Length == 0 ? "" : $"{_name}-";
        var restored = Restored(system, meter);
        var routerProps = CodeRouterActor.Props(_options, meter, _time, _reference, _codeActors, restored);
        var router = system.ActorOf(FeedDispatcher.On(system, routerProps), $"{prefix}auctions");
        var intake = new MessageIntake(_options.Connection.BatchesQueued, meter, _options.Connection.ReaderWait);
        var context = new FeedContext(_options, meter, _time, intake, _reference);
        var feed = system.ActorOf(FeedSupervisor.Props(context, router, _keys), $"{prefix}feed");
        FollowTheMoney(system, router, prefix);
        return (router, feed);
    }

    /// <summary>Waits for what is folded of an earlier process, so that no record is received before.</summary>
    private RestoredAuctions Restored(ActorSystem system, FeedMeter meter)
    {
        var restoration = _restoration.GetAwaiter().GetResult();
        restoration.Report(system, MarketTime.Now(_time));
        meter.RecordsRestored(restoration.Records);
        return restoration.Auctions;
    }

    /// <summary>Starts an actor for each query whose selection moves.</summary>
    private void FollowTheMoney(ActorSystem system, IActorRef router, string prefix)
    {
        if (_reference is not { } reference) return;
        var today = DateOnly.FromDateTime(MarketTime.Now(_time).DateTime);
        for (var i = 0; i < _options.Series.Count; i++)
        {
            if (!_options.Series[i].Moves) continue;
            var selection = new MovingSelection(reference.Instruments, _options.Series[i], reference.Calendar, today);
            var selected = selection.Current.Codes.ToHashSet();
            var others = _options.Codes.Count(code => !selected.Contains(new Instrument(code)));
            var room = Math.Max(selected.Count, (_options.AppKeys.Count * _options.Connection.Capacity) - others);
            var props = SelectionActor.Props(router, selection, reference, _time, room, _options.CodesThatStay);
            system.ActorOf(FeedDispatcher.On(system, props), $"{prefix}selection-{i}");
        }
    }
}
