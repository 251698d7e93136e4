using Akka.Actor;
using Akka.Event;
using OptionAuctions.Chains;
using OptionAuctions.Cli.Output;

namespace OptionAuctions.Cli.Reports;

/// <summary>
/// The actor that reports a run: it subscribes to all changes and to the events of the feed, and is the only writer of the output. It never waits for
/// the output: while that has no room, the acknowledgement of a delivery is held back, so that newer states replace older ones at the feed.
/// </summary>
internal sealed class ReporterActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly IReport _report;
    private readonly OutputQueue _output;
    private readonly TimeProvider _time;
    private readonly TradingCalendar _calendar;
    private readonly CallWatch _calls;
    private readonly FeedHistory _history = new();
    private Begin? _begin;
    private IActorRef? _subscription;
    private Ack? _heldAck; // of the delivery that the output had no room after
    private bool _subscribeLater; // when the output has room again
    private long _unreported; // events for which there was no room
    private readonly Dictionary<OptionChain, int> _chains = []; // what was reported of each last
    private bool _ending;

    public ReporterActor(IReport report, OutputQueue output, TimeProvider time, TradingCalendar calendar)
    {
        (_report, _output, _time, _calendar, _calls) = (report, output, time, calendar, new CallWatch(calendar));
        Receive<Begin>(OnBegin);
        Receive<AuctionChanges>(OnChanges);
        Receive<AuctionProtocol.SubscriptionEnded>(msg => OnEnded(msg.Sentence));
        Receive<Terminated>(msg => OnTerminated(msg.ActorRef));
        Receive<IFeedEvent>(OnFeedEvent);
        Receive<AuctionProtocol.SubscriptionRefused>(msg => OnFeedEvent(new CodeRegistrationChanged(
            MarketTime.Now(time), msg.Code, RegistrationStatus.Refused, msg.Reason)));
        Receive<Room>(_ => OnRoom());
        Receive<Count>(_ => _begin?.Feed.Tell(AuctionProtocol.GetCounts.Instance));
        Receive<FeedCounts>(counts =>
        {
            report.Counted(counts);
            report.Flush();
        });
        Receive<FeedStatus>(status =>
        {
            report.OnSlots(status);
            Show();
        });
        Receive<Look>(_ => OnLook());
        Receive<ChainView>(OnChain);
        Receive<End>(_ => OnEnd());
        Receive<Finish>(_ => OnFinish());
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Returns the Props of the actor. It is never created elsewhere than here, so its arguments are never serialized.</summary>
    /// <param name="report">The report, which writes to the output.</param>
    /// <param name="output">The output.</param>
    /// <param name="time">The clock of the feed.</param>
    /// <param name="calendar">The calendar of the call auctions.</param>
    public static Props Props(IReport report, OutputQueue output, TimeProvider time, TradingCalendar calendar) =>
        Akka.Actor.Props.Create(() => new ReporterActor(report, output, time, calendar)).WithDeploy(Deploy.Local);

    // Before the feed connects, so that its first event is received.
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(IFeedEvent));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void OnBegin(Begin begin)
    {
        _begin = begin;
        Subscribe();
        Timers.StartPeriodicTimer(nameof(Look), Look.Instance, TimeSpan.Zero, LookEvery);
        if (_report.CountsEvery is { } every) Timers.StartPeriodicTimer(nameof(Count), Count.Instance, every);
    }

    private void Subscribe() => _begin!.Router.Tell(new AuctionProtocol.Subscribe(Self, _begin.Codes));

    /// <summary>Reports a chain when something of it has changed since it was reported last.</summary>
    private void OnChain(ChainView view)
    {
        var now = view.Says();
        if (_ending || !_output.HasRoom || (_chains.TryGetValue(view.Chain, out var before) && before == now)) return;
        _chains[view.Chain] = now;
        _report.OnChain(view);
        Show();
    }

    private void OnChanges(AuctionChanges changes)
    {
        if (!Sender.Equals(_subscription)) _subscription = Context.Watch(Sender);
        foreach (var change in changes)
        {
            // At its end the run closes the connection itself, which is no loss to report.
            if (_ending && change.Kind is not (ChangeKind.Indication or ChangeKind.Phase)) continue;

            // A gap of the whole feed is reported once, from the feed's event. Only the gap of a code whose actor was behind is reported here.
            var isGapOfFeed = change.Kind == ChangeKind.Gap && change.Current.LastGap.Reason != GapReason.Lagging;
            if (change.Kind == ChangeKind.Gap && !isGapOfFeed) _history.Gaps++;
            if (!isGapOfFeed) _report.OnChange(change);
        }

        Show();
        _heldAck = changes.Ack;
        if (_ending || _output.HasRoom) Acknowledge();
        else NotifyOfRoom();
    }

    private void Acknowledge()
    {
        if (_heldAck is not null) _subscription?.Tell(_heldAck);
        _heldAck = null;
    }

    private void OnTerminated(IActorRef subscription)
    {
        if (subscription.Equals(_subscription)) OnEnded("it ended without a message");
    }

    /// <summary>The subscription has ended, as when the reader of the output paused for longer than a delivery may take: it begins again.</summary>
    private void OnEnded(string sentence)
    {
        (_subscription, _heldAck) = (null, null);
        if (_ending) return;
        Context.GetLogger().Warning("the subscription of the report ended, and begins again with a snapshot of each code: {Reason}", sentence);
        OnFeedEvent(new FeedWarned(MarketTime.Now(_time), $"the report's subscription ended, and begins again with a snapshot of each code: {sentence}"));
        _subscribeLater = true;
        if (_output.HasRoom) OnRoom();
        else NotifyOfRoom();
    }

    private void OnFeedEvent(IFeedEvent feedEvent)
    {
        if (!_ending || feedEvent is not FeedLost) _history.Note(feedEvent);
        if (!_output.HasReserve)
        {
            if (_unreported++ == 0) NotifyOfRoom();
            return;
        }

        _report.OnFeedEvent(feedEvent);
        Show();
    }

    private void NotifyOfRoom() => _output.WhenRoomAsync().PipeTo(Self, success: () => Room.Instance);

    private void OnRoom()
    {
        ReportUnreported();
        Acknowledge();
        if (_subscribeLater && !_ending) Subscribe();
        _subscribeLater = false;
    }

    private void ReportUnreported()
    {
        if (_unreported == 0) return;
        var missing = _unreported;
        _unreported = 0;
        _report.OnFeedEvent(new FeedWarned(MarketTime.Now(_time), FormattableString.Invariant($"{missing} events are not reported: the output was not read")));
        Show();
    }

    private void Show()
    {
        if (!_report.OwnsTheScreen) _report.Flush();
    }

    private void OnLook()
    {
        foreach (var chain in _begin!.Chains) chain.Tell(new ChainProtocol.GetChain());
        if (_calls.EndedAt(MarketTime.Now(_time)) is not { } ended) return;
        _report.OnCallEnded(ended, ended.Next(_calendar));
        Show();
        _begin!.CallEnded.TrySetResult(ended);
    }

    /// <summary>The run ends: from here on the feed is not made to wait for the output.</summary>
    private void OnEnd()
    {
        _ending = true;
        _report.OnEnding();
        Acknowledge();
    }

    private void OnFinish()
    {
        Timers.CancelAll();
        ReportUnreported();
        Sender.Tell(new Finished(_history));
        Become(() => ReceiveAny(_ => { })); // so that the summary, which comes next, is the last line
    }

    /// <summary>To the reporter: subscribe to the codes.</summary>
    /// <param name="Router">The router of the feed.</param>
    /// <param name="Feed">The supervisor of the feed.</param>
    /// <param name="Codes">The codes, in their order of importance; <see langword="null"/> for all that are followed.</param>
    /// <param name="CallEnded">Completes when a call auction is over and that is reported, with the call.</param>
    public sealed record Begin(IActorRef Router, IActorRef Feed, IReadOnlyCollection<Instrument>? Codes, TaskCompletionSource<CallTimes> CallEnded)
        : INoSerializationVerificationNeeded
    {
        /// <summary>The actors of the chains to report.</summary>
        public IReadOnlyList<IActorRef> Chains { get; init; } = [];
    }

    /// <summary>To the reporter: from here on the connection is closed because the run ends.</summary>
    public sealed class End : INoSerializationVerificationNeeded
    {
        public static End Instance { get; } = new();
    }

    /// <summary>To the reporter: report nothing more. Answered with <see cref="Finished"/>.</summary>
    public sealed class Finish : INoSerializationVerificationNeeded
    {
        public static Finish Instance { get; } = new();
    }

    /// <summary>From the reporter: nothing more is reported.</summary>
    public sealed record Finished(FeedHistory History) : INoSerializationVerificationNeeded;

    private sealed class Count : INoSerializationVerificationNeeded
    {
        public static Count Instance { get; } = new();
    }

    private sealed class Look : INoSerializationVerificationNeeded
    {
        public static Look Instance { get; } = new();
    }

    private sealed class Room : INoSerializationVerificationNeeded
    {
        public static Room Instance { get; } = new();
    }
}
