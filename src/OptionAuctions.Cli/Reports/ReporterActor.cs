using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Reports;

/// <summary>The run's own subscriber: hears every change and what happens to the feed, and is the only one who writes.</summary>
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
            msg.Router.Tell(new SubscriptionProtocol.Subscribe(Self, msg.Codes));
            if (report.OwnsTheScreen) Timers.StartPeriodicTimer(nameof(Repaint), Repaint.Instance, RepaintEvery);
            Sender.Tell(new Began(_outputClosed.Task));
        });
        Receive<AuctionChanges>(OnChanges);
        Receive<IFeedEvent>(OnFeedEvent);
        Receive<SubscriptionProtocol.SubscriptionRefused>(msg => OnFeedEvent(new CodeRegistrationChanged(
            MarketTime.Now(time), msg.Code, RegistrationStatus.Refused, msg.Reason)));
        Receive<Repaint>(_ => _feed.Tell(FeedProtocol.GetCounts.Instance));
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

    /// <summary>How it is made.</summary>
    public static Props Props(IReport report, TimeProvider time) => Akka.Actor.Props.Create(() => new ReporterActor(report, time));

    // Before the feed dials, so that its first word is heard.
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(IFeedEvent));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void OnChanges(AuctionChanges changes)
    {
        Write(() =>
        {
            foreach (var change in changes)
            {
                if (_ending && change.Kind is not (ChangeKind.Indication or ChangeKind.Phase)) continue; // closing is no loss

                // What the whole feed missed is told once, by the feed; only a code that fell behind on its own is told of here.
                var ofTheFeed = change.Kind == ChangeKind.Gap && change.Current.LastGap.Reason != GapReason.Lagging;
                if (change.Kind == ChangeKind.Gap && !ofTheFeed) _gaps++;
                if (!ofTheFeed) _report.Changed(change);
            }

            if (!_report.OwnsTheScreen) _report.Flush();
        });
        Sender.Tell(changes.Ack);
    }

    private void OnFeedEvent(IFeedEvent happened)
    {
        if (happened is FeedResumed or FeedShed) _gaps++;
        Write(() =>
        {
            _report.Happened(happened);
            if (!_report.OwnsTheScreen) _report.Flush();
        });
    }

    /// <summary>A reader that left is no failure of the feed: it goes on until the run has ended cleanly, and is told to nobody.</summary>
    private void Write(Action telling)
    {
        if (_outputClosed.Task.IsCompleted) return;
        try
        {
            telling();
        }
        catch (IOException gone)
        {
            _outputClosed.TrySetResult(gone);
        }
    }

    /// <summary>Begins: subscribes to the codes, in their order of importance.</summary>
    public sealed record Begin(IActorRef Router, IActorRef Feed, IReadOnlyCollection<OptionCode> Codes);

    /// <summary>Answers <see cref="Begin"/>.</summary>
    /// <param name="OutputClosed">Done once nothing can be written any more, with why.</param>
    public sealed record Began(Task<IOException?> OutputClosed);

    /// <summary>From here on the connection is closed because the run ends.</summary>
    public sealed class End
    {
        public static End Instance { get; } = new();
    }

    /// <summary>Writes the summary.</summary>
    public sealed record Finish(FeedCounts Counts);

    /// <summary>The summary is written.</summary>
    public sealed class Finished
    {
        public static Finished Instance { get; } = new();
    }

    private sealed class Repaint
    {
        public static Repaint Instance { get; } = new();
    }
}
