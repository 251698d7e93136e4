using OptionAuctions.Venue.Load;
using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sessions;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue;

/// <summary>
/// Runs the rules and the market on the venue's clock, one thing at a time: what was due before a message is done before the
/// message is heard, so that bytes depend on the clock and not on the threads.
/// </summary>
internal sealed class VenueEngine : IDisposable
{
    private readonly Lock _gate = new();
    private readonly VenueClock _clock;
    private readonly int _seed;
    private readonly InstrumentBoard _board;
    private readonly MarketFeed _feed;
    private readonly Stage _stage;
    private readonly Ledger _ledger = new();
    private readonly ApprovalDesk _approvals;
    private readonly Registry _registry;
    private readonly Lines _lines;
    private readonly FrontDesk _desk;
    private readonly LineProbe _probe;
    private readonly DataDesk _data;
    private readonly Director _director;
    private readonly Delays _delays = new();
    private readonly StateWaiters _waiters = new();
    private readonly ITimer _timer;
    private DateTimeOffset _now;

    public VenueEngine(VenueOptions options, VenueClock clock)
    {
        (_clock, _seed, _now) = (clock, options.Seed, clock.GetUtcNow());
        _board = new InstrumentBoard(options);
        _feed = new MarketFeed(options.Seed, options.MarketRuns ? options.Calls : [], _board);
        _stage = new Stage(options);
        _approvals = new ApprovalDesk(options, _stage);
        _registry = new Registry(_stage, _feed);
        _lines = new Lines(_registry, _stage);
        _desk = new FrontDesk(options.Seed, _registry, _approvals, _lines, _stage, _ledger);
        _probe = new LineProbe(_registry, _lines, _stage, _ledger);
        _data = new DataDesk(options.Seed, _registry, _lines, _stage, _ledger);
        _director = new Director(_registry, _approvals, _lines);
        _timer = clock.CreateTimer(_ => Do(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Play(options.Scenario);
    }

    public int OpenSessions => Do(() => _registry.Book.Open.Count);

    public Scenario Scenario => Do(() => _stage.Scenario);

    /// <summary>How the venue behaves to whoever connects now.</summary>
    public Behaviour Behaviour => Do(() => _stage.At(_now) is var behaviour && _now < _director.DownUntil
        ? behaviour with { RefusesConnections = true } : behaviour);

    /// <summary>Completes when the venue's clock has gone on by so much.</summary>
    public Task WaitAsync(TimeSpan time) => time > TimeSpan.Zero ? Do(() => _delays.Until(_now + time)) : Task.CompletedTask;

    public void Play(Scenario scenario) => Do(() => _stage.Play(scenario, _now));

    public ApprovalReply AskApproval(ReadOnlyMemory<byte> body) => Do(() => _approvals.Ask(body, _now));

    public Session Connected(string path, ILine line) => Do(() => _registry.Connected(path, line, _now));

    public void Received(Session session, ReadOnlyMemory<byte> text) => Do(() => _desk.Received(session, text, _now));

    public void Ponged(Session session) => Do(() => _desk.Ponged(session, _now));

    public void Pinged(Session session, ReadOnlyMemory<byte> payload) => Do(() => _desk.Pinged(session, payload.Span, _now));

    public bool ClosedByClient(Session session, int code, ReadOnlyMemory<byte> payload) =>
        Do(() => _desk.Closed(session, code, payload.Span, _now));

    public void Ended(Session session, SessionEnd end) => Do(() => _registry.Ended(session, end, null, _now));

    public void Cut(Session session, SessionEnd end) => Do(() => _registry.Cut(session, end, _now));

    public VenueState State() => Do(Snapshot);

    public Task<VenueState> WhenAsync(Func<VenueState, bool> condition, CancellationToken ct) =>
        Do(() => _waiters.Add(condition, Snapshot, ct));

    /// <summary>One text frame to every open session; completed when all of them are written.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> message) => Do(() => _data.Broadcast(message, _now));

    /// <summary>A run of load for every open session that is registered for anything.</summary>
    public IReadOnlyList<LoadRun> PrepareLoad(LoadOptions load)
    {
        var (now, targets) = Do(() => (_now, _registry.Book.Open
            .Select(s => (Session: s, Instruments: InstrumentsOf(s)))
            .Where(t => t.Instruments.Length > 0).ToArray()));
        return [.. targets.Select(t => new LoadRun(t.Session, LoadReel.Of(_seed, t.Instruments, load.RecordsPerFrame, now), load, Book))];
    }

    private Instrument[] InstrumentsOf(Session session)
    {
        var day = DateOnly.FromDateTime(_now.ToOffset(MarketTime.Offset).DateTime);
        return [.. session.Registrations.Keys.Where(r => r.TrId == KnownTrs.ExpectedExecution).Select(r => _board.Imagine(r.Code, day))];
    }

    private void Book(Session session, LoadSlice slice) => Do(() => _data.Book(session, slice.Frames, slice.Codes.Span, _now));

    /// <summary>Something that happens to every session now.</summary>
    public void Direct(VenueAction action) => Do(() => _director.Do(action, _now));

    public void Dispose()
    {
        lock (_gate) _waiters.Abandon();
        _timer.Dispose();
    }

    private VenueState Snapshot() => new(
        _now.ToOffset(MarketTime.Offset), _registry.Book.Snapshot(), _ledger.ByCode(), _ledger.Counters(_registry.Book, _approvals, _delays));

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
            _waiters.Look(Snapshot);
            Arm();
            return result;
        }
    }

    /// <summary>Does what was due up to now, each thing at its own time.</summary>
    private void CatchUp()
    {
        var now = _clock.GetUtcNow();
        while (NextDue() is { } due && due <= now)
        {
            _now = due > _now ? due : _now;
            foreach (var action in _stage.Take(_now)) _director.Do(action, _now);
            _lines.DoDue(_now);
            _delays.DoDue(_now);
            _data.Publish(_feed.Take(_now), _now);
            _probe.DoDue(_now);
        }

        _now = now > _now ? now : _now;
    }

    private DateTimeOffset? NextDue() => Soonest(_feed.NextDue, _stage.NextDue, _lines.NextDue, _delays.NextDue, _probe.NextDue(_now));

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
