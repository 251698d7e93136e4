using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using OptionAuctions.Recording;
using OptionAuctions.Replay;
using Xunit;

namespace OptionAuctions.TestKit;

/// <summary>
/// A test harness of everything between the socket and a subscriber, as in production: decoder, stream, router, code actors and subscriptions,
/// on the test's actor system and on a clock that only the test moves. There is no socket: the test feeds messages in. Each step completes when
/// every actor has handled it, so that what is expected afterwards has come or never will, and no test waits for time.
/// </summary>
/// <remarks>
/// One step at a time; not for several threads. Timers of <see cref="IWithTimers"/> and of Akka's scheduler use the same clock, for which the
/// test's actor system has to be created with <see cref="Config"/>: <c>: TestKit(AuctionHarness.Config, output: output)</c>.
/// </remarks>
public sealed class AuctionHarness : IAsyncDisposable
{
    private readonly TestKitBase _kit;
    private readonly OfflineFeed _feed;
    private readonly List<AuctionProbe> _probes = [];
    private readonly List<IActorRef> _joined = [];
    private readonly HashSet<IActorRef> _paused = [];

    private AuctionHarness(
        TestKitBase kit, FeedOptions options, ReferenceData reference, DateTimeOffset startsAt,
        IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? actors)
    {
        Time = kit.Sys.Scheduler is VirtualScheduler scheduler ? scheduler.Clock : throw new ArgumentException(
            "the actor system of the test does not use a virtual clock: pass AuctionHarness.Config to the constructor of TestKit", nameof(kit));
        _kit = kit;
        Time.StartAt(startsAt);
        _feed = new OfflineFeed(kit.Sys, options, Time, reference, actors);
    }

    /// <summary>The settings of an actor system whose timers use a <see cref="VirtualClock"/>.</summary>
    public static Config Config => VirtualScheduler.Config;

    /// <summary>The actor that takes subscriptions and questions about codes: the router, as far as subscribers can tell.</summary>
    public IActorRef Auctions => _feed.Router;

    /// <summary>The clock. The test moves it with <see cref="AdvanceAsync"/> and <see cref="MoveToAsync(DateTimeOffset)"/>.</summary>
    public VirtualClock Time { get; }

    /// <summary>The counts so far.</summary>
    public FeedCounts Counts => _feed.Counts;

    /// <summary>Creates a harness that follows these codes, all of them registered, at five seconds before an opening call.</summary>
    /// <exception cref="ArgumentException">The test's actor system was not created with <see cref="Config"/>.</exception>
    public static AuctionHarness On(TestKitBase kit, params Instrument[] codes) => On(kit, options => options.Codes = [.. codes.Select(code => $"{code}")]);

    /// <summary>Creates a harness with its own options.</summary>
    /// <param name="kit">The test.</param>
    /// <param name="change">
    /// Changes the options, <see cref="FeedOptions.Codes"/> among them; the options of the connection have no effect here. Other than in production,
    /// <see cref="AuctionOptions.SilentAfter"/> is 0, since a script has long pauses.
    /// </param>
    /// <param name="startsAt">The time at which the clock starts; <see cref="VirtualClock.BeforeTheOpening"/> by default.</param>
    /// <param name="reference">Calendar, phase codes and series; the shipped ones by default.</param>
    /// <param name="actors">Factories of your own actors for codes, whose work is part of each step; none by default.</param>
    /// <exception cref="ArgumentException">
    /// An option is impossible, and the message names it; or the test's actor system was not created with <see cref="Config"/>.
    /// </exception>
    public static AuctionHarness On(
        TestKitBase kit, Action<FeedOptions> change, DateTimeOffset? startsAt = null, ReferenceData? reference = null,
        IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? actors = null)
    {
        ArgumentNullException.ThrowIfNull(kit);
        ArgumentNullException.ThrowIfNull(change);
        var options = new FeedOptions { AppKeys = [VenueInTest.MadeUpCredentials], Auctions = { SilentAfter = TimeSpan.Zero } };
        change(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems), nameof(change));
        return new AuctionHarness(kit, options, reference ?? ReferenceData.BuiltIn, startsAt ?? VirtualClock.BeforeTheOpening, actors);
    }

    /// <summary>
    /// Includes an actor of yours in the steps. Completes when the actor has started; from here on a step completes only when the actor has
    /// handled what was sent to it. Subscribers are included from their subscription on.
    /// </summary>
    public Task JoinAsync(IActorRef actor)
    {
        _joined.Add(actor);
        return SettleAsync();
    }

    /// <summary>
    /// Runs a stream of yours and includes it in the steps. Completes when the stream has subscribed. What an <c>await foreach</c> does with a
    /// change is on a thread of its own, and no step waits for that.
    /// </summary>
    /// <exception cref="TimeoutException">The stream did not subscribe within 30 s.</exception>
    public async Task JoinAsync(Action run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var subscribed = _feed.NextSubscriptionAsync();
        run();
        await subscribed.WaitAsync(Quiescence.Patience);
        await SettleAsync();
    }

    /// <summary>
    /// Creates a probe that acknowledges at once, and subscribes it to these codes, or to all followed codes when none is named. It receives each
    /// change.
    /// </summary>
    public Task<AuctionProbe> SubscribeAsync(params Instrument[] codes) => SubscribeAsync(Demand.KeepsUp, codes);

    /// <summary>Creates a probe and subscribes it to these codes, or to all followed codes when none is named.</summary>
    public async Task<AuctionProbe> SubscribeAsync(Demand demand, params Instrument[] codes)
    {
        var probe = new AuctionProbe(_kit, Auctions, codes, demand, SettleAsync);
        _probes.Add(probe);
        await SettleAsync();
        return probe;
    }

    /// <summary>
    /// Pauses an actor of yours when it has handled what was sent to it so far, as if it were busy: it handles nothing more until
    /// <see cref="ResumeAsync"/>, and no step waits for it. What a subscriber that is busy for so long is told is a matter of its <see cref="Delivery"/>,
    /// and of <see cref="DeliveryOptions.AckTimeout"/>.
    /// </summary>
    public async Task PauseAsync(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await SettleAsync();
        if (_paused.Add(actor)) ((IInternalActorRef)actor).Suspend();
    }

    /// <summary>Ends the pause of an actor. Completes when it has handled what was sent to it meanwhile. An actor that is not paused is none the worse.</summary>
    public Task ResumeAsync(IActorRef actor)
    {
        if (_paused.Remove(actor)) ((IInternalActorRef)actor).Resume(null);
        return SettleAsync();
    }

    /// <summary>Plays scripts together, by their times of day on the current day of the clock.</summary>
    /// <exception cref="InvalidOperationException">Nobody follows a script's code, or the clock is past the script's beginning.</exception>
    public async Task PlayAsync(params Auction[] auctions)
    {
        ArgumentNullException.ThrowIfNull(auctions);
        foreach (var auction in auctions) await AuctionAsync(auction.Code);
        var day = DateOnly.FromDateTime(Time.Now.DateTime);
        foreach (var moment in auctions.SelectMany(auction => auction.Moments).OrderBy(moment => moment.At))
        {
            await MoveToAsync(new DateTimeOffset(day, moment.At, MarketTime.Offset));
            await (moment.Event switch
            {
                ScriptEvent.Message => FeedAsync(moment.Message!),
                ScriptEvent.ConnectionLost => LoseConnectionAsync(),
                ScriptEvent.ConnectionRestored => RestoreConnectionAsync(),
                _ => SettleAsync(),
            });
        }
    }

    /// <summary>
    /// Replays a recording: each message at its time, and a gap of an app key's codes where its messages are missing or it has another connection. All
    /// actors have handled what came before whenever the clock moves. Records of codes that nobody follows count as unrequested.
    /// </summary>
    /// <param name="path">A recording: a file, or a folder of files.</param>
    /// <param name="from">The first time of arrival; by default, from the beginning.</param>
    /// <param name="to">The time of arrival from which nothing is played; by default, to the end.</param>
    /// <returns>The numbers of messages and gaps.</returns>
    /// <exception cref="IOException">There is no recording.</exception>
    /// <exception cref="InvalidOperationException">The clock is past its beginning: give the harness an earlier start.</exception>
    public async Task<ReplayTotals> ReplayAsync(string path, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var reader = RecordingReader.Open(path);
        foreach (var message in reader.Read(from, to))
        {
            await MoveToAsync(message.ReceivedAt);
            break;
        }

        var recorded = RecordedCodes.Find(reader, from, to);
        var player = new RecordingPlayer(_feed, Time, () => new ValueTask(SettleAsync())) { CodesOf = recorded.Of };
        await player.PlayAsync(reader.Read(from, to));
        return player.Totals;
    }

    /// <summary>Feeds data messages in, together as one read of the socket; see <see cref="MessageBuilder"/>.</summary>
    public Task FeedAsync(params byte[][] messages)
    {
        _feed.Receive(messages);
        return SettleAsync();
    }

    /// <summary>Feeds data messages in as if the stream were behind: they are dropped and counted, and their codes get a gap.</summary>
    public Task ShedAsync(params byte[][] messages)
    {
        _feed.Shed(messages);
        return SettleAsync();
    }

    /// <summary>Moves the clock forward by a time, from timer to timer.</summary>
    public Task AdvanceAsync(TimeSpan time) => MoveToAsync(Time.Now + time);

    /// <summary>Moves the clock forward to a time of its current day, KST, from timer to timer.</summary>
    /// <exception cref="InvalidOperationException">The clock is already later than that.</exception>
    public Task MoveToAsync(TimeOnly time) => MoveToAsync(new DateTimeOffset(DateOnly.FromDateTime(Time.Now.DateTime), time, MarketTime.Offset));

    /// <summary>Moves the clock forward to a moment, from timer to timer.</summary>
    /// <exception cref="InvalidOperationException">The clock is already later than that.</exception>
    public async Task MoveToAsync(DateTimeOffset moment)
    {
        if (moment < Time.Now)
            throw new InvalidOperationException(
                FormattableString.Invariant($"it is {Time.Now:HH:mm:ss} already, and {moment.ToOffset(MarketTime.Offset):HH:mm:ss} is over"));
        do await SettleAsync(); // before the clock moves: an actor that was just created may not have set its timers yet
        while (Time.AdvanceToTimer(moment));
    }

    /// <summary>Simulates the loss of the connection. The registration of codes requested from now on waits for <see cref="RestoreConnectionAsync"/>.</summary>
    public Task LoseConnectionAsync()
    {
        _feed.LoseConnection();
        return SettleAsync();
    }

    /// <summary>Simulates the return of the connection: all codes are registered.</summary>
    public Task RestoreConnectionAsync()
    {
        _feed.RestoreConnection();
        return SettleAsync();
    }

    /// <summary>Returns the current state of a code's auction.</summary>
    /// <exception cref="InvalidOperationException">Nobody follows the code.</exception>
    public async Task<AuctionState> AuctionAsync(Instrument code) =>
        await Auctions.Ask(new AuctionProtocol.GetAuction(code), Quiescence.Patience) is AuctionState state
            ? state
            : throw new InvalidOperationException($"nobody follows {code}: name it when the harness is made, or subscribe to it");

    /// <summary>
    /// Completes when everything fed in was decoded, folded, delivered and, by subscribers that are ready for more, acknowledged.
    /// </summary>
    /// <exception cref="TimeoutException">An actor is stuck; the message names its path.</exception>
    public async Task SettleAsync()
    {
        await Quiescence.AskAsync(_joined.Except(_paused)); // they have started, and what they sent at their start is on its way
        await _feed.RoutedAsync().WaitAsync(Quiescence.Patience);
        var subscribers = await _feed.SubscribersAsync(Quiescence.Patience);
        await Quiescence.OfAsync(Auctions, () => subscribers.Union(_joined), _paused);
    }

    /// <summary>
    /// Drains the harness as a feed is drained and asserts the conservation identity: messages, records, and the revisions of each subscription
    /// are accounted for. Actors that are paused go on, and probes with <see cref="Demand.ByHand"/> acknowledge the rest at once. The harness accepts
    /// nothing more afterwards.
    /// </summary>
    /// <returns>The final counts.</returns>
    public async Task<FeedCounts> IdentityHoldsAsync()
    {
        foreach (var actor in _paused.ToArray()) await ResumeAsync(actor);
        foreach (var probe in _probes) probe.KeepUp();
        await _feed.DrainAsync().WaitAsync(Quiescence.Patience);
        Assert.Equal("holds", Counts.Identity);
        return Counts;
    }

    /// <summary>Stops the actors. Does not assert the identity.</summary>
    public ValueTask DisposeAsync() => _feed.DisposeAsync();
}
