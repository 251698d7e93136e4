using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Sessions;
using OptionAuctions.Venue.Sockets;
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
    private readonly MarketFeed _feed;
    private readonly Ledger _ledger = new();
    private readonly FrontDesk _desk;
    private readonly StateWaiters _waiters = new();
    private readonly ITimer _timer;
    private DateTimeOffset _now;

    public VenueEngine(VenueOptions options, VenueClock clock)
    {
        (_clock, _now) = (clock, clock.GetUtcNow());
        _feed = new MarketFeed(options.Seed, options.MarketRuns ? options.Calls : [], new InstrumentBoard(options));
        _desk = new FrontDesk(options, _feed, _ledger);
        _timer = clock.CreateTimer(_ => Do(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int OpenSessions => Do(() => _desk.Book.Open.Count);

    public ApprovalReply AskApproval(ReadOnlyMemory<byte> body) => Do(() => _desk.Approvals.Ask(body, _now));

    public Session Connected(string path, ILine line) => Do(() => _desk.Connected(path, line, _now));

    public void Received(Session session, ReadOnlyMemory<byte> text) => Do(() => _desk.Received(session, text, _now));

    public void PingPongAnswered(Session session) => Do(() => FrontDesk.PingPongAnswered(session));

    /// <summary>A Ping frame answers PINGPONG too, and is answered.</summary>
    public void Pinged(Session session, ReadOnlyMemory<byte> payload) => Do(() =>
    {
        FrontDesk.PingPongAnswered(session);
        session.Line.Send(new Outgoing(Framing.Frame(Framing.Pong, payload.Span)));
    });

    /// <summary>A close frame frees the slot at once, and is answered by the same.</summary>
    public void ClosedByClient(Session session, int code, ReadOnlyMemory<byte> payload) => Do(() =>
    {
        var first = session.IsOpen;
        _desk.Ended(session, SessionEnd.ClosedByClient, code, _now);
        if (first) session.Line.Send(new Outgoing(Framing.Frame(Framing.Close, payload.Span), Then: ThenDo.Finish));
    });

    public void Ended(Session session, SessionEnd end, int? closeCode = null) => Do(() => _desk.Ended(session, end, closeCode, _now));

    public void Cut(Session session, SessionEnd end) => Do(() => _desk.Cut(session, end, _now));

    public VenueState State() => Do(Snapshot);

    public Task<VenueState> WhenAsync(Func<VenueState, bool> condition, CancellationToken ct) =>
        Do(() => _waiters.Add(condition, Snapshot, ct));

    /// <summary>One text frame to every open session; completed when all of them are written.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> message) => Do(() =>
    {
        var records = RecordsOf.Message(message.Span);
        var written = new List<Task>();
        foreach (var session in _desk.Book.Open.ToArray())
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            written.Add(done.Task);
            foreach (var code in records)
            {
                _ledger.Sent(code);
                if (session.Registrations.TryGetValue((KnownTrs.ExpectedExecution, code), out var registration)) registration.Records++;
            }

            _desk.SendData(session, message.Span, records.Count, _now, done);
        }

        return Task.WhenAll(written);
    });

    /// <summary>Resets every session.</summary>
    public void CutAll() => Do(() =>
    {
        foreach (var session in _desk.Book.Open.ToArray()) _desk.Cut(session, SessionEnd.CutByVenue, _now);
    });

    /// <summary>Sends every session a close frame; the sessions end as the clients answer.</summary>
    public void CloseAll(int code) => Do(() =>
    {
        foreach (var session in _desk.Book.Open.ToArray())
        {
            _desk.Ended(session, SessionEnd.ClosedByVenue, code, _now);
            session.Line.Send(new Outgoing(Framing.CloseWith(code)));
        }
    });

    public void Dispose()
    {
        lock (_gate) _waiters.Abandon();
        _timer.Dispose();
    }

    private VenueState Snapshot() => new(
        _now.ToOffset(MarketTime.Offset), _desk.Book.Snapshot(), _ledger.ByCode(), _ledger.Counters(_desk.Book, _desk.Approvals));

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
            _desk.Publish(_feed.Take(_now), _now);
            _desk.Probe(_now);
        }

        _now = now > _now ? now : _now;
    }

    private DateTimeOffset? NextDue()
    {
        var (market, desk) = (_feed.NextDue, _desk.NextDue);
        return market < desk || desk is null ? market : desk;
    }

    private void Arm()
    {
        if (NextDue() is not { } due) return;
        var wait = due - _clock.GetUtcNow();
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
