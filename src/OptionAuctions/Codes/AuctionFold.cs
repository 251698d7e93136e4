using OptionAuctions.Market;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>
/// Makes an auction of what happened to it, event by event. Reads no clock: the same events give the same auction. Nothing is
/// allocated a record, and what a record costs does not depend on how many came before it.
/// </summary>
internal sealed class AuctionFold
{
    private readonly FoldRules _rules;
    private readonly FeedMeter _meter;
    private AuctionState _state;
    private RevisionRing _ring;
    private RecordCheck _check;
    private SessionCursor _clock;
    private long _heard, _listening, _ended; // ticks, KST; 0 is never, not, not yet
    private bool _watched;                   // heard from before the call began
    private GapReason _silence;

    public AuctionFold(OptionCode code, DateOnly? lastTradingDay, FoldRules rules, FeedMeter meter)
    {
        (_rules, _meter) = (rules, meter);
        _state = new AuctionState(code);
        _ring = new RevisionRing(rules.RevisionsKept);
        _clock = new SessionCursor(rules.Calendar, lastTradingDay);
    }

    /// <summary>The auction so far, in place: changed by the next event.</summary>
    public ref readonly AuctionState State => ref _state;

    /// <summary>The last revisions of the call that runs, or of the last one; oldest first.</summary>
    public IReadOnlyList<PathPoint> Revisions => _ring.Read();

    public void Apply(in AuctionEvent happened)
    {
        var at = AuctionPath.Ticks(happened.At);
        switch (happened.Kind)
        {
            case AuctionEventKind.Record:
                OnRecord(happened, at);
                break;
            case AuctionEventKind.Trade:
                OnTrade(happened.Trade, at);
                break;
            case AuctionEventKind.Passed:
                OnPassed(at);
                break;
            case AuctionEventKind.Interrupted:
                OnInterrupted(happened, at);
                break;
            case AuctionEventKind.Resumed:
                EndSilence(happened.At);
                break;
            case AuctionEventKind.Registration:
                OnRegistration(happened.Status, at);
                break;
            case AuctionEventKind.Left:
                OnRegistration(RegistrationStatus.Released, at);
                _state.SilentSince ??= happened.At;
                _state._path.Suspend(at);
                break;
        }

        _watched = _listening != 0 && (_watched || _state.Session is { InCall: false, Since: not null });
    }

    private void OnRecord(in AuctionEvent happened, long at)
    {
        var record = happened.Record;
        if (happened.Skipped > 0 && _state.Revision > 0)
        {
            _state.SilentSince ??= _state.ReceivedAt;
            _silence = GapReason.Lagging;
        }

        EndSilence(happened.At);
        if (_listening == 0 && _state.SilentSince is null) _listening = at; // data can come before its acknowledgement

        var marketAt = MarketTicks(record, at);
        if (marketAt != 0)
        {
            _state._ages.Add(at - marketAt);
            _meter.RecordAged(at - marketAt);
        }

        var odd = _check.Check(record, _state.Latest, isFirst: _state.Revision == 0, at, marketAt, _rules.ClockTolerance);
        var meaning = _rules.Phases[record.Phase];
        if (odd != AuctionQuality.None) _meter.RecordOdd(odd);
        if (meaning == PhaseMeaning.Unknown) _meter.PhaseUnknown(record.Phase);

        var (before, wasInCall) = (_state.Session, _state.Session.InCall);
        var step = _state._session.Heard(meaning, record.Phase != default, at, marketAt != 0 ? marketAt : at, ref _clock, _rules.ClockTolerance);
        if ((step & SessionStep.Began) != 0) Begin(at);
        if (wasInCall || step != SessionStep.None)
        {
            _state._path.Add(record.Price, at);
            _ring.Add(at, record.Price);
        }

        _heard = at;
        _state.Revision++;
        _state.Latest = record;
        _state.ReceivedAt = happened.At;
        _state.MarketTicks = marketAt;
        _state.Quality = odd;
        _state.OddRecords += odd == AuctionQuality.None ? 0 : 1;
        _state.PreviousClose = _check.PreviousClose;
        if (_state.SilentSince is null) _state.Stale = _state.Session.InCall ? StaleReason.None : StaleReason.CallEnded;
        if ((step & SessionStep.Ended) != 0) End(at);
        Note(before);
    }

    /// <summary>A trade is of interest as the price that a call crossed at; there is none while a call runs.</summary>
    private void OnTrade(in Trade trade, long at)
    {
        if (_state.Path.Number == 0 || _state.FinalPrice.HasValue || !trade.Price.HasValue) return;
        var traded = trade.Time is { } time ? MarketTicks(time, at) : at;
        var over = !_clock.At(traded).InCall && _clock.From > _state.Path.BeganTicks; // the code that says so may come behind the trade, or never
        var crossed = _ended != 0 ? _ended : over ? _clock.From : 0;
        if (crossed == 0 || traded < crossed - _rules.ClockTolerance) return;
        if (_rules.FinalPrice == FinalPriceSource.CrossTrade && traded - crossed > _rules.CallGrace) return;
        var opens = _rules.FinalPrice == FinalPriceSource.CrossTrade && _state.Session.Call == CallKind.Opening && trade.OpeningPrice.HasValue;
        _state.FinalPrice = opens ? trade.OpeningPrice : trade.Price;
    }

    private void OnInterrupted(in AuctionEvent happened, long at)
    {
        _state.SilentSince ??= happened.At;
        _silence = happened.Reason;
        if (_state.Revision > 0 && _state.Stale != StaleReason.CallEnded) _state.Stale = Why(happened.Reason);
        _state._path.Suspend(at);
        if (happened.Reason == GapReason.ConnectionLost) (_listening, _watched) = (0, false); // what was shed leaves the registration as it is
    }

    private void OnRegistration(RegistrationStatus status, long at)
    {
        _state.Registration = status;
        if (status != RegistrationStatus.Active || _listening != 0) return;
        _listening = at;
        if (_state.Session.InCall) _state._path.Begin(at, whole: _clock.At(at).Phase == AuctionPhase.CallOpen);
    }

    private void OnPassed(long at)
    {
        var before = _state.Session;
        var step = _state._session.Passed(at, _heard, ref _clock, _rules);
        if ((step & SessionStep.Began) != 0) Begin(at);
        if ((step & SessionStep.Ended) != 0) End(at);
        Note(before);
    }

    private void Note(in AuctionSession before)
    {
        if (_state.Session.Phase != before.Phase || _state.Session.Call != before.Call) _state.PhaseRevision = _state.Revision;
    }

    private void Begin(long at)
    {
        _state._path = new AuctionPath(_state.Path.Number + 1, at, _rules.Windows);
        _state._path.Begin(_watched || _listening == 0 ? at : _listening, _watched);
        _state.FinalPrice = Won.None;
        _ended = 0;
        _ring.Clear(at);
    }

    private void End(long at)
    {
        _ended = at;
        _state._path.Suspend(at);
        if (_state is { Revision: > 0, SilentSince: null }) _state.Stale = StaleReason.CallEnded;
    }

    /// <summary>A record of before the silence, still on its way when it began, ends nothing.</summary>
    private void EndSilence(DateTimeOffset at)
    {
        if (_state.SilentSince is not { } since || at < since) return;
        _state.SilentSince = null;
        _state.Gaps++;
        _state.LastGap = new Gap(since, at, _silence, _state.Revision);
        if (_state.Session.InCall) _state._path.IsWhole = false;
    }

    private static StaleReason Why(GapReason reason) => reason switch
    {
        GapReason.Shed => StaleReason.Shed,
        GapReason.Lagging => StaleReason.Lagging,
        _ => StaleReason.ConnectionLost,
    };

    /// <summary>The record's own time on the day that brings it nearest to when it was received; 0 when it has none.</summary>
    private static long MarketTicks(in ExpectedExecution record, long at) => record.Time is { } time ? MarketTicks(time, at) : 0;

    private static long MarketTicks(TimeOnly time, long at)
    {
        var sameDay = at - (at % TimeSpan.TicksPerDay) + time.Ticks;
        return (sameDay - at) switch
        {
            > TimeSpan.TicksPerDay / 2 => sameDay - TimeSpan.TicksPerDay,
            < -TimeSpan.TicksPerDay / 2 => sameDay + TimeSpan.TicksPerDay,
            _ => sameDay,
        };
    }
}
