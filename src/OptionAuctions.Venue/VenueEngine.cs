using OptionAuctions.Venue.Load;
using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Replays;
using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sessions;

namespace OptionAuctions.Venue;

/// <summary>
/// Runs the venue's rules and its market on the venue's clock, one step at a time: what was due before a message is done before the message
/// is handled, so that the bytes depend on the clock and not on the threads.
/// </summary>
internal sealed class VenueEngine : IDisposable
{
    private readonly Lock _gate = new();
    private readonly VenueClock _clock;
    private readonly int _seed;
    private readonly InstrumentBoard _board;
    private readonly MarketFeed _feed;
    private readonly ScenarioPlayer _player;
    private readonly SentCounts _sent = new();
    private readonly ApprovalIssuer _approvals;
    private readonly Registry _registry;
    private readonly ClientConnections _connections;
    private readonly RequestHandler _requests;
    private readonly KeepAliveMonitor _keepAlive;
    private readonly Publisher _publisher;
    private readonly ActionRunner _actions;
    private readonly ReplayPlayer? _replay;
    private readonly Delays _delays = new();
    private readonly StateWaiters _waiters = new();
    private readonly ITimer _timer;
    private DateTimeOffset _now;

    public VenueEngine(VenueOptions options, VenueClock clock, ReplayPlayer? replay = null)
    {
        _replay = replay;
        (_clock, _seed, _now) = (clock, options.Seed, clock.GetUtcNow());
        _board = new InstrumentBoard(options);
        _player = new ScenarioPlayer(options);
        _feed = new MarketFeed(new MarketModel(options, _player.ConditionsUnder(Scenario.Calm), _board));
        _approvals = new ApprovalIssuer(options, _player);
        _registry = new Registry(_player, _feed);
        _connections = new ClientConnections(_registry, _player);
        _requests = new RequestHandler(options.Seed, _registry, _approvals, _connections, _player, _sent, options.IsPaper);
        _keepAlive = new KeepAliveMonitor(_registry, _connections, _player, _sent, options.Speed);
        _publisher = new Publisher(options.Seed, _registry, _connections, _player, _sent);
        _actions = new ActionRunner(_registry, _approvals, _connections);
        _timer = clock.CreateTimer(_ => Do(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Play(options.Scenario);
    }

    public int OpenSessions => Do(() => _registry.Sessions.Open.Count);

    public Scenario Scenario => Do(() => _player.Scenario);

    /// <summary>The behaviour of the venue towards a client that connects now.</summary>
    public Behaviour Behaviour => Do(() => _player.At(_now) is var behaviour && _now < _actions.DownUntil
        ? behaviour with { RefusesConnections = true } : behaviour);

    /// <summary>Completes when the venue's clock has gone on by so much.</summary>
    public Task WaitAsync(TimeSpan time) => time > TimeSpan.Zero ? Do(() => _delays.Until(_now + time)) : Task.CompletedTask;

    /// <exception cref="ArgumentException">A call of the scenario overlaps another one.</exception>
    public void Play(Scenario scenario)
    {
        var conditions = _player.ConditionsUnder(scenario);
        Do(() =>
        {
            _player.Play(scenario, _now);
            _feed.Change(conditions, _now);
        });
    }

    public ApprovalReply AskApproval(ReadOnlyMemory<byte> body) => Do(() => _approvals.Ask(body, _now));

    public Session Connected(string path, IClientConnection connection) => Do(() => _registry.Connected(path, connection, _now));

    public void Received(Session session, ReadOnlyMemory<byte> text) => Do(() =>
    {
        _requests.Received(session, text, _now);
        if (session.Registrations.Count > 0) _replay?.Begin(_now);
    });

    public void Ponged(Session session) => Do(() => _requests.Ponged(session, _now));

    public void Pinged(Session session, ReadOnlyMemory<byte> payload) => Do(() => _requests.Pinged(session, payload.Span, _now));

    public bool ClosedByClient(Session session, int code, ReadOnlyMemory<byte> payload) =>
        Do(() => _requests.Closed(session, code, payload.Span, _now));

    public void Ended(Session session, SessionEnd end) => Do(() => _registry.Ended(session, end, null, _now));

    public void Cut(Session session, SessionEnd end) => Do(() => _registry.Cut(session, end, _now));

    public VenueState State() => Do(Snapshot);

    public Task<VenueState> WhenAsync(Func<VenueState, bool> condition, CancellationToken ct) =>
        Do(() => _waiters.Add(condition, Snapshot, ct));

    /// <summary>Sends one WebSocket text frame to every open session; completed when all of them are written.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> message) => Do(() => _publisher.Broadcast(message, _now));

    /// <summary>Creates a load run for every open session that is registered for expected executions.</summary>
    public IReadOnlyList<LoadRun> PrepareLoad(LoadOptions load)
    {
        var (now, targets) = Do(() => (_now, _registry.Sessions.Open
            .Select(s => (Session: s, Instruments: InstrumentsOf(s)))
            .Where(t => t.Instruments.Length > 0).ToArray()));
        return [.. targets.Select(t => new LoadRun(t.Session, LoadSequence.Of(_seed, t.Instruments, load.RecordsPerFrame, now), load, CountSent))];
    }

    private SeriesToday[] InstrumentsOf(Session session)
    {
        var day = DateOnly.FromDateTime(_now.ToOffset(MarketTime.Offset).DateTime);
        return [.. session.Registrations.Keys.Where(r => r.TrId == KnownTrs.ExpectedExecution).Select(r => _board.Imagine(r.Code, day))];
    }

    private void CountSent(Session session, LoadSlice slice) => Do(() => _publisher.CountSent(session, slice.Frames, slice.Codes.Span, _now));

    /// <summary>Runs an action of a scenario now.</summary>
    public void Run(VenueAction action) => Do(() => _actions.Do(action, _now));

    public void Dispose()
    {
        lock (_gate) _waiters.Fail();
        _timer.Dispose();
        lock (_gate) _replay?.Dispose();
    }

    private VenueState Snapshot() => new(
        _now.ToOffset(MarketTime.Offset), _registry.Sessions.Snapshot(), _sent.ByCode(), _sent.Counters(_registry.Sessions, _approvals, _delays))
    {
        Replay = _replay?.State,
    };

    private void Do(Action act) => Do(() =>
    {
        act();
        return true;
    });

    private T Do<T>(Func<T> act)
    {
        lock (_gate)
        {
            CatchUp();
            var result = act();
            _waiters.Check(Snapshot);
            Arm();
            return result;
        }
    }

    /// <summary>Does what was due up to now, each step at its own time.</summary>
    private void CatchUp()
    {
        var now = _clock.GetUtcNow();
        while (NextDue() is { } due && due <= now)
        {
            _now = due > _now ? due : _now;
            foreach (var action in _player.Take(_now)) _actions.Do(action, _now);
            _connections.DoDue(_now);
            _delays.DoDue(_now);
            _publisher.Publish(_feed.Take(_now), _now);
            _replay?.PlayDue(_now, text => _publisher.Publish(text, _now));
            _keepAlive.DoDue(_now);
        }

        _now = now > _now ? now : _now;
    }

    private DateTimeOffset? NextDue() => Soonest(
        _feed.NextDue, _replay?.NextDue, _player.NextDue, _connections.NextDue, _delays.NextDue, _keepAlive.NextDue(_now));

    private static DateTimeOffset? Soonest(params ReadOnlySpan<DateTimeOffset?> moments)
    {
        DateTimeOffset? soonest = null;
        foreach (var moment in moments)
            if (moment is not null && (soonest is null || moment < soonest))
                soonest = moment;
        return soonest;
    }

    private void Arm()
    {
        if (NextDue() is not { } due) return;
        var wait = due - _clock.GetUtcNow();
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
