using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using OptionAuctions.Dispatch;
using OptionAuctions.Faults.Tests.FrameworkReader;
using OptionAuctions.Feed;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Venue;
using OptionAuctions.WebSockets;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>
/// A whole feed, from the socket to a subscriber beside it that counts, towards a venue that a test has. Whoever drains it learns whether the
/// conservation identity holds; whoever disposes of it, whether anything gave a secret away.
/// </summary>
internal sealed class FeedRig : IAsyncDisposable
{
    /// <summary>Longer than anything takes; what is waited for so long does not come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ITestOutputHelper _output;
    private readonly Subscriber _subscriber;
    private bool _drained;

    private FeedRig(ITestOutputHelper output, Uri webSocket, Uri approval, IReadOnlyList<Instrument> codes, Setup setup)
    {
        _output = output;
        var time = setup.Time ?? setup.Timers?.Clock ?? TimeProvider.System;
        Witness = new Witness(Canary);
        Options = Towards(webSocket, approval, codes);
        setup.Change?.Invoke(Options);
        for (var line = 0; line < setup.Keys; line++) Options.AppKeys.Add(Canary.Credentials(line));
        Assert.Empty(Options.Validate());

        Sys = setup.Timers?.Sys ?? NewSystem(Config.Empty);
        Witness.ListenTo(Sys);

        var meter = new FeedMeter(time);
        Router = Sys.ActorOf(FeedDispatcher.On(Sys, CodeRouterActor.Props(Options, meter, time)), "auctions");
        Feed = Sys.ActorOf(FeedProps(meter, time, setup.Budget), "feed");
        _subscriber = new Subscriber(Witness);
        Sys.ActorOf(Akka.Actor.Props.Create(() => new Ear(Router, _subscriber, null)).OnFeedDispatcher(Sys), "subscriber");
    }

    public Canary Canary { get; } = new();

    public Witness Witness { get; }

    public FeedOptions Options { get; }

    public ActorSystem Sys { get; }

    public IActorRef Feed { get; }

    public IActorRef Router { get; }

    /// <summary>A feed that is quick to come back, towards a venue.</summary>
    public static FeedRig Start(ITestOutputHelper output, VenueServer venue, IReadOnlyList<Instrument> codes, Setup? setup = null) =>
        new(output, venue.WebSocketUrl, venue.ApprovalUrl, codes, setup ?? new Setup());

    /// <summary>The same towards any two addresses.</summary>
    public static FeedRig Start(ITestOutputHelper output, Uri webSocket, Uri approval, IReadOnlyList<Instrument> codes, Setup? setup = null) =>
        new(output, webSocket, approval, codes, setup ?? new Setup());

    /// <summary>An actor system as the rig needs it, for which this is configured in addition.</summary>
    public static ActorSystem NewSystem(Config more) => ActorSystem.Create(
        "faults",
        more.WithFallback(ConfigurationFactory.ParseString("akka { loggers = [], loglevel = DEBUG, stdout-loglevel = OFF, log-dead-letters = on }")));

    /// <summary>Has one more subscriber, for these codes, on a thread of its own.</summary>
    public void Follow(params Instrument[] codes) => Sys.ActorOf(Akka.Actor.Props.Create(() => new Ear(Router, _subscriber, codes)));

    /// <summary>Completes when so many records of a code have reached the subscriber.</summary>
    public Task<AuctionChanged> AppliedAsync(Instrument code, long records) =>
        Witness.WhenAsync<AuctionChanged>(c => c.Current.Code == code && c.Current.Revision >= records);

    /// <summary>Completes when a code stands so, by the feed's word after a mark.</summary>
    public Task<CodeRegistrationChanged> RegisteredAsync(Instrument code, RegistrationStatus status = RegistrationStatus.Active, long since = 0) =>
        Witness.WhenAsync<CodeRegistrationChanged>(c => c.Code == code && c.Status == status, since);

    /// <summary>Completes when all the codes are registered after a mark.</summary>
    public Task RegisteredAsync(IEnumerable<Instrument> codes, long since = 0) =>
        Task.WhenAll(codes.Select(code => RegisteredAsync(code, since: since)));

    public Task<FeedCounts> CountsAsync() => Feed.Ask<FeedCounts>(AuctionProtocol.GetCounts.Instance).WaitAsync(Patience);

    public Task<FeedStatus> StatusAsync() => Feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance).WaitAsync(Patience);

    /// <summary>
    /// Closes the feed and asserts the conservation identity. With venues that were honest, also that each record they sent was
    /// applied, or that a gap of its code says that some may be missing.
    /// </summary>
    public async Task<FeedCounts> DrainAsync(params VenueServer[] honest)
    {
        await Feed.Ask<FeedProtocol.Drained>(FeedProtocol.Drain.Instance).WaitAsync(Patience);
        _drained = true;
        var counts = await CountsAsync();
        Assert.Equal("holds", counts.Identity);

        foreach (var code in honest.SelectMany(v => v.State().SentByCode.Keys).Distinct())
        {
            var (sent, state) = (honest.Sum(v => v.State().Sent(code)), _subscriber.Of(code));
            Assert.True(
                state.Revision == sent || (state.Revision < sent && (state.Gaps > 0 || state.GapSince is not null)),
                string.Create(CultureInfo.InvariantCulture, $"{code}: {sent} sent, {state.Revision} applied, {state.Gaps} gaps"));
        }

        return counts;
    }

    /// <summary>What the subscriber last heard of a code.</summary>
    public AuctionState Last(Instrument code) => _subscriber.Of(code);

    public async ValueTask DisposeAsync()
    {
        if (!_drained)
            foreach (var line in Witness.Heard<LogEvent>().TakeLast(60)) _output.WriteLine($"{line}");
        await Sys.Terminate().WaitAsync(Patience);
        Assert.Empty(Witness.Leaks);
    }

    private Props FeedProps(FeedMeter meter, TimeProvider time, DialBudget? budget)
    {
        var intake = new MessageIntake(Options.Connection.BatchesQueued, meter, Options.Connection.ReaderWait);
        var feed = new FeedContext(Options, meter, time, intake) 
        {
            Connect = Reader,
            Http = (proxy, counter, stop) => new ApprovalTap(Canary, SingleConnectionHandler.Create(proxy, counter, stop)),
        };
        var lines = Options.AppKeys.Select((_, line) => new AppKeySessionContext(feed, line, budget)).ToArray();
        return FeedSupervisor.Props(feed, Router, (line, actor) => FeedConnectionActor.Props(lines[line], actor));
    }

    // Both readers stand all of this; .ci/run plays the faults once more with FEED_READER=Framework.
    private static WebSocketConnector Reader { get; } = Environment.GetEnvironmentVariable("FEED_READER") switch
    {
        null => WebSocketConnection.ConnectAsync,
        "Framework" => FrameworkWebSocket.ConnectAsync,
        var other => throw new NotSupportedException($"FEED_READER is '{other}', and there is no such reader"),
    };

    private static FeedOptions Towards(Uri webSocket, Uri approval, IReadOnlyList<Instrument> codes) => new()
    {
        WsUrl = webSocket,
        ApprovalUrl = approval,
        Codes = [.. codes.Select(c => c.ToString())],
        Connection = { RequestPace = TimeSpan.Zero, CloseTimeout = TimeSpan.FromMilliseconds(500) },
        Dialing =
        {
            ReconnectMin = TimeSpan.FromMilliseconds(10),
            ReconnectMax = TimeSpan.FromMilliseconds(20),
            SlotHeldWait = TimeSpan.FromMilliseconds(20), SlotHeldTries = 100,
        },
    };

    /// <summary>What a test wants otherwise.</summary>
    /// <param name="Change">Has the last word over the options.</param>
    /// <param name="Keys">App keys.</param>
    /// <param name="Time">The clock of the feed; that of <paramref name="Timers"/> by default, or else the system's.</param>
    /// <param name="Budget">Dials allowed; any number of them by default, as towards loopback.</param>
    /// <param name="Timers">An actor system whose timers go by a clock of the test, which the rig ends as it does its own.</param>
    internal sealed record Setup(
        Action<FeedOptions>? Change = null, int Keys = 1, TimeProvider? Time = null, DialBudget? Budget = null, TimerWatch? Timers = null);

    private sealed class Subscriber(Witness witness)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<Instrument, AuctionState> _states = [];

        public void Hear(in AuctionChanged change)
        {
            lock (_gate) _states[change.Current.Code] = change.Current;
            witness.Hear(change);
        }

        public AuctionState Of(Instrument code)
        {
            lock (_gate) return _states.GetValueOrDefault(code);
        }
    }

    private sealed class Ear(IActorRef auctions, Subscriber subscriber, IReadOnlyCollection<Instrument>? codes) : SubscriberActor(auctions, codes)
    {
        protected override void OnChange(in AuctionChanged change) => subscriber.Hear(change);
    }
}
