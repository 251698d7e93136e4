using Akka.Actor;
using Akka.Streams;
using Akka.TestKit;
using OptionAuctions.Codes;
using OptionAuctions.Market;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;
using Xunit;

namespace OptionAuctions.TestKit;

/// <summary>
/// Everything between the socket and a subscriber, as in production: decoder, stream, router, code actors and subscriptions, on the test's
/// actor system and a clock that only the test moves. There is no socket: messages are fed in. Each step is over when everybody has
/// handled it, so what is expected afterwards is there or never comes, and no test waits for time.
/// </summary>
/// <remarks>One step at a time; not for several threads. Akka's own timers, as of <c>IWithTimers</c>, do not go by this clock.</remarks>
public sealed class AuctionHarness : IAsyncDisposable
{
    private readonly TestKitBase _kit;
    private readonly FrameIntake _intake;
    private readonly List<AuctionProbe> _probes = [];
    private readonly List<IActorRef> _joined = [];
    private bool _drained;

    private AuctionHarness(TestKitBase kit, FeedOptions options, ReferenceData reference, DateTimeOffset startsAt, IReadOnlyList<CodeActorFactory>? actors)
    {
        (_kit, Time) = (kit, new VirtualClock(startsAt));
        Meter = new FeedMeter(Time);
        _intake = new FrameIntake(batchesQueued: 64, Meter); // two wait at most, since a step is over before the next: nothing is shed by chance
        Auctions = kit.Sys.ActorOf(HarnessFeed.Props(CodeRouterActor.Props(options, Meter, Time, reference, actors), Meter, Time));
        FeedGraph.Create(_intake, Meter, Auctions).Run(kit.Sys.Materializer());
    }

    /// <summary>Whom subscribers subscribe to, and who answers questions about a code: the router, as far as they can tell.</summary>
    public IActorRef Auctions { get; }

    /// <summary>The clock. Move it by <see cref="PassAsync"/> and <see cref="MoveToAsync(DateTimeOffset)"/>.</summary>
    public VirtualClock Time { get; }

    /// <summary>What was counted so far.</summary>
    public FeedCounts Counts => Meter.Read();

    internal FeedMeter Meter { get; }

    /// <summary>A harness that follows these codes, all of them registered, at five seconds before an opening call.</summary>
    public static AuctionHarness On(TestKitBase kit, params OptionCode[] codes) => On(kit, options => options.Codes = [.. codes.Select(code => $"{code}")]);

    /// <summary>A harness with options of its own.</summary>
    /// <param name="kit">The test.</param>
    /// <param name="change">Has the last word over the options, <see cref="FeedOptions.Codes"/> among them; those of the connection mean nothing here.</param>
    /// <param name="startsAt">Where the clock stands first; <see cref="VirtualClock.BeforeTheOpening"/> by default.</param>
    /// <param name="reference">Calendar, phase codes and series; the shipped ones by default.</param>
    /// <param name="actors">Your own actors for codes, which take part in each step; none by default.</param>
    /// <exception cref="ArgumentException">An option is impossible; the message names it.</exception>
    public static AuctionHarness On(
        TestKitBase kit, Action<FeedOptions> change, DateTimeOffset? startsAt = null, ReferenceData? reference = null, IReadOnlyList<CodeActorFactory>? actors = null)
    {
        ArgumentNullException.ThrowIfNull(kit);
        ArgumentNullException.ThrowIfNull(change);
        var options = new FeedOptions { AppKeys = [VenueInTest.MadeUpCredentials] };
        change(options);
        if (FeedOptionsValidation.Check(options) is { Count: > 0 } wrong) throw new ArgumentException(string.Join("; ", wrong), nameof(change));
        return new AuctionHarness(kit, options, reference ?? ReferenceData.BuiltIn, startsAt ?? VirtualClock.BeforeTheOpening, actors);
    }

    /// <summary>
    /// Has an actor of yours take part: when this completes it has started, and from here on a step is over when it has handled what it
    /// was told. Subscribers take part from their subscription on.
    /// </summary>
    public Task JoinAsync(IActorRef actor)
    {
        _joined.Add(actor);
        return SettleAsync();
    }

    /// <summary>
    /// Has a stream of yours take part: runs it, and completes when it has subscribed. What an <c>await foreach</c> does with a change is on
    /// a thread of its own, and no step waits for that.
    /// </summary>
    /// <exception cref="TimeoutException">Nobody subscribed.</exception>
    public async Task JoinAsync(Action run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Auctions.Tell(new HarnessFeed.AwaitListener(subscribed));
        run();
        await subscribed.Task.WaitAsync(Settling.Patience);
        await SettleAsync();
    }

    /// <summary>A probe that keeps up and hears each change of these codes, or of all that are followed when none is named.</summary>
    public Task<AuctionProbe> SubscribeAsync(params OptionCode[] codes) => SubscribeAsync(Demand.KeepsUp, codes);

    /// <summary>A probe that subscribes to these codes, or to all that are followed when none is named.</summary>
    public async Task<AuctionProbe> SubscribeAsync(Demand demand, params OptionCode[] codes)
    {
        var probe = new AuctionProbe(_kit, Auctions, codes, demand, SettleAsync);
        _probes.Add(probe);
        await SettleAsync();
        return probe;
    }

    /// <summary>Plays scripts, together by their times of day on the day that the clock stands at.</summary>
    /// <exception cref="InvalidOperationException">Nobody follows a script's code, or the clock is past its beginning.</exception>
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
                ScriptEvent.LineLost => LoseLineAsync(),
                ScriptEvent.LineBack => RestoreLineAsync(),
                _ => SettleAsync(),
            });
        }
    }

    /// <summary>Data messages come, together as one reading of the socket; see <see cref="FrameBuilder"/>.</summary>
    public Task FeedAsync(params byte[][] messages)
    {
        _intake.HandOver(Batch(messages));
        return SettleAsync();
    }

    /// <summary>Data messages come while the stream is behind, and are thrown away: they are counted, and their codes are told of a gap.</summary>
    public Task ShedAsync(params byte[][] messages)
    {
        using var batch = Batch(messages);
        Meter.FramesShed(batch.Count);
        _intake.Ledger.Add(batch);
        return SettleAsync();
    }

    /// <summary>So much time passes, from timer to timer.</summary>
    public Task PassAsync(TimeSpan time) => MoveToAsync(Time.Now + time);

    /// <summary>It becomes this time of the clock's day, KST.</summary>
    /// <exception cref="InvalidOperationException">It is later than that already.</exception>
    public Task MoveToAsync(TimeOnly time) => MoveToAsync(new DateTimeOffset(DateOnly.FromDateTime(Time.Now.DateTime), time, MarketTime.Offset));

    /// <summary>It becomes so late, from timer to timer.</summary>
    /// <exception cref="InvalidOperationException">It is later than that already.</exception>
    public async Task MoveToAsync(DateTimeOffset moment)
    {
        if (moment < Time.Now) throw new InvalidOperationException($"it is {Time.Now:HH:mm:ss} already, and {moment.ToOffset(MarketTime.Offset):HH:mm:ss} is over");
        do await SettleAsync(); // first: whoever has just been made has not set its timers yet
        while (Time.AdvanceToTimer(moment));
    }

    /// <summary>The connection is lost. Codes asked for from now on wait for <see cref="RestoreLineAsync"/>.</summary>
    public Task LoseLineAsync() => TellAsync(new HarnessFeed.LoseLine());

    /// <summary>The connection is had again, and all codes are registered.</summary>
    public Task RestoreLineAsync() => TellAsync(new HarnessFeed.RestoreLine());

    /// <summary>The auction of a code as it is now.</summary>
    /// <exception cref="InvalidOperationException">Nobody follows the code.</exception>
    public async Task<AuctionState> AuctionAsync(OptionCode code) => await Auctions.Ask(new CodeProtocol.GetAuction(code), Settling.Patience) is AuctionState state
        ? state
        : throw new InvalidOperationException($"nobody follows {code}: name it when the harness is made, or subscribe to it");

    /// <summary>
    /// Completes when all that was fed in was decoded, folded, delivered and, by subscribers that are ready for more, acknowledged.
    /// </summary>
    /// <exception cref="TimeoutException">An actor is stuck; its path is in the message.</exception>
    public async Task SettleAsync()
    {
        await Settling.AskAsync(_joined); // what they do when they start
        if (!_drained) await ReachMarkAsync();
        var listeners = await Auctions.Ask<HarnessFeed.Listeners>(new HarnessFeed.GetListeners(), Settling.Patience);
        await Settling.OfAsync(Auctions, () => listeners.All.Union(_joined));
    }

    /// <summary>
    /// Drains the harness as a feed is drained and asserts that nothing is unaccounted for: messages, records, and revisions of each
    /// subscription. Probes that grant by hand are granted the rest. The harness takes nothing more afterwards.
    /// </summary>
    /// <returns>What was counted.</returns>
    public async Task<FeedCounts> IdentityHoldsAsync()
    {
        foreach (var probe in _probes) probe.KeepUp();
        if (!_drained)
        {
            _drained = true;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Auctions.Tell(new HarnessFeed.Drain(done));
            _intake.Complete();
            await done.Task.WaitAsync(Settling.Patience);
        }

        Assert.Equal("holds", Counts.Identity);
        return Counts;
    }

    /// <summary>Stops the actors. The identity is not asserted by this.</summary>
    public async ValueTask DisposeAsync()
    {
        _drained = true;
        _intake.Complete();
        await Auctions.GracefulStop(Settling.Patience);
        Meter.Dispose();
    }

    private FrameBatch Batch(byte[][] messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (_drained) throw new InvalidOperationException("the harness was drained, and takes nothing more");
        var batch = _intake.Begin(epoch: 1, Time.Now);
        foreach (var message in messages)
        {
            Meter.FrameReceived();
            batch.Add(message);
        }

        return batch;
    }

    private Task TellAsync(object message)
    {
        Auctions.Tell(message);
        return SettleAsync();
    }

    /// <summary>An empty batch goes the way of all batches; who meets it knows that those before it are through.</summary>
    private Task ReachMarkAsync()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Auctions.Tell(new HarnessFeed.Mark(reached));
        var mark = _intake.Begin(HarnessFeed.MarkEpoch, Time.Now);
        _intake.Ledger.Add(mark); // else the decoder passes an empty batch over
        _intake.HandOver(mark);
        return reached.Task.WaitAsync(Settling.Patience);
    }
}
