using Akka.Actor;

namespace OptionAuctions.Cli.Reports;

/// <summary>The actor that reports a run: it subscribes to all changes and to the events of the feed, and is the only writer of the output.</summary>
internal sealed class ReporterActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan RepaintEvery = TimeSpan.FromMilliseconds(100);

    private readonly IReport _report;
    private readonly TaskCompletionSource<IOException?> _outputClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IActorRef _feed = ActorRefs.Nobody;
    private long _gaps;
    private bool _ending;

    public ReporterActor(IReport report, TimeProvider time)
    {
        _report = report;
        Receive<Begin>(msg =>
        {
            _feed = msg.Feed;
            msg.Router.Tell(new AuctionProtocol.Subscribe(Self, msg.Codes));
            if (report.OwnsTheScreen) Timers.StartPeriodicTimer(nameof(Repaint), Repaint.Instance, RepaintEvery);
            Sender.Tell(new Began(_outputClosed.Task));
        });
        Receive<AuctionChanges>(OnChanges);
        Receive<IFeedEvent>(OnFeedEvent);
        Receive<AuctionProtocol.SubscriptionRefused>(msg => OnFeedEvent(new CodeRegistrationChanged(
            MarketTime.Now(time), msg.Code, RegistrationStatus.Refused, msg.Reason)));
        Receive<Repaint>(_ => _feed.Tell(AuctionProtocol.GetCounts.Instance));
        Receive<FeedCounts>(counts => Write(() =>
        {
            report.Counted(counts);
            report.Flush();
        }));
        Receive<End>(_ => _ending = true);
        Receive<Finish>(msg =>
        {
            Timers.CancelAll();
            Write(() => report.Ended(new RunSummary(msg.Counts, _gaps)));
            Sender.Tell(Finished.Instance);
        });
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Returns the Props of the actor. It is never created elsewhere than here, so its arguments are never serialized.</summary>
    public static Props Props(IReport report, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new ReporterActor(report, time)).WithDeploy(Deploy.Local);

    // Before the feed connects, so that its first event is received.
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(IFeedEvent));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void OnChanges(AuctionChanges changes)
    {
        Write(() =>
        {
            foreach (var change in changes)
            {
                // At its end the run closes the connection itself, which is no loss to report.
                if (_ending && change.Kind is not (ChangeKind.Indication or ChangeKind.Phase)) continue;

                // A gap of the whole feed is reported once, from the feed's event. Only the gap of a code whose actor was behind is reported here.
                var isGapOfFeed = change.Kind == ChangeKind.Gap && change.Current.LastGap.Reason != GapReason.Lagging;
                if (change.Kind == ChangeKind.Gap && !isGapOfFeed) _gaps++;
                if (!isGapOfFeed) _report.OnChange(change);
            }

            if (!_report.OwnsTheScreen) _report.Flush();
        });
        Sender.Tell(changes.Ack);
    }

    private void OnFeedEvent(IFeedEvent feedEvent)
    {
        if (feedEvent is FeedResumed or FeedShed) _gaps++;
        Write(() =>
        {
            _report.OnFeedEvent(feedEvent);
            if (!_report.OwnsTheScreen) _report.Flush();
        });
    }

    /// <summary>
    /// Writes to the output until that fails, as when its reader is gone. This is no failure of the feed, which continues, unreported, until the run
    /// has ended cleanly.
    /// </summary>
    private void Write(Action write)
    {
        if (_outputClosed.Task.IsCompleted) return;
        try
        {
            write();
        }
        catch (IOException cause)
        {
            _outputClosed.TrySetResult(cause);
        }
    }

    /// <summary>To the reporter: subscribe to the codes, which are in their order of importance. Answered with <see cref="Began"/>.</summary>
    public sealed record Begin(IActorRef Router, IActorRef Feed, IReadOnlyCollection<OptionCode> Codes) : INoSerializationVerificationNeeded;

    /// <summary>From the reporter: it has subscribed.</summary>
    /// <param name="OutputClosed">Completes when nothing can be written any more, with the cause.</param>
    public sealed record Began(Task<IOException?> OutputClosed) : INoSerializationVerificationNeeded;

    /// <summary>To the reporter: from here on the connection is closed because the run ends.</summary>
    public sealed class End : INoSerializationVerificationNeeded
    {
        public static End Instance { get; } = new();
    }

    /// <summary>To the reporter: write the summary. Answered with <see cref="Finished"/>.</summary>
    public sealed record Finish(FeedCounts Counts) : INoSerializationVerificationNeeded;

    /// <summary>From the reporter: the summary is written.</summary>
    public sealed class Finished : INoSerializationVerificationNeeded
    {
        public static Finished Instance { get; } = new();
    }

    private sealed class Repaint : INoSerializationVerificationNeeded
    {
        public static Repaint Instance { get; } = new();
    }
}
