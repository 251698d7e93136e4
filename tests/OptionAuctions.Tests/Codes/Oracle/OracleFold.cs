using OptionAuctions.Codes;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>
/// The oracle: the fold as it was on 2026-11-30, before its state was made compact. It works out everything with each record.
/// </summary>
/// <remarks>
/// The fold of one code's events into the state of its auction. Reads no clock: the same events give the same state. A record causes no
/// allocation, and its cost does not depend on the number of records before it.
/// </remarks>
internal sealed class OracleFold
{
    private static readonly TimeSpan[] Windows = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];

    private readonly FoldRules _rules;
    private readonly FeedMeter _meter;
    private OracleState _state;
    private OracleRing _ring;
    private OracleCheck _check;
    private OracleClock _clock;
    private long _lastRecordAt, _receivingSince, _callEndedAt; // ticks, KST; 0 is never, not receiving, not ended
    private bool _receivedBeforeCall; // records could be received when no call was running
    private bool _hadRecord, _hadTrade; // since the code was registered
    private GapCauses _gap;

    public OracleFold(Instrument code, DateOnly? lastTradingDay, FoldRules rules, FeedMeter meter)
    {
        (_rules, _meter) = (rules, meter);
        _state = new OracleState(code);
        _ring = new OracleRing(rules.RevisionsKept);
        _clock = new OracleClock(rules.Calendar, lastTradingDay);
    }

    /// <summary>The auction so far, by reference: the next event changes it.</summary>
    public ref readonly OracleState State => ref _state;

    /// <summary>The last revisions of the call that runs, or of the last one; oldest first.</summary>
    public IReadOnlyList<PathPoint> Revisions => _ring.Read();

    public void Apply(in AuctionEvent auctionEvent)
    {
        var at = auctionEvent.At;
        switch (auctionEvent.Kind)
        {
            case AuctionEventKind.Record:
                OnRecord(auctionEvent, at);
                break;
            case AuctionEventKind.Trade:
                OnTrade(auctionEvent.Trade, at);
                break;
            case AuctionEventKind.ClockTick:
                OnClockTick(at);
                break;
            case AuctionEventKind.Interrupted:
                OnInterrupted(auctionEvent, at);
                break;
            case AuctionEventKind.Resumed:
                EndGap(auctionEvent, at);
                break;
            case AuctionEventKind.Registration:
                OnRegistration(auctionEvent.Status, at);
                break;
            case AuctionEventKind.Unfollowed:
                OnRegistration(RegistrationStatus.Released, at);
                _state.GapSince ??= Time(at);
                _state._path.Suspend(at);
                break;
        }

        _receivedBeforeCall = _receivingSince != 0 && (_receivedBeforeCall || _state.Session is { InCall: false, Since: not null });
    }

    private void OnRecord(in AuctionEvent auctionEvent, long at)
    {
        var record = auctionEvent.Record;
        ForgetWhatLiesAhead(at);
        if (auctionEvent.ReplacesOthers && _state.Revision > 0)
        {
            _state.GapSince ??= _state.ReceivedAt;
            _gap.Begin(GapReason.Lagging, at);
        }

        EndGap(auctionEvent, at);
        if (_receivingSince == 0 && !_gap.IsLost) _receivingSince = at; // data can come before its acknowledgement

        var time = OracleTime.Of(record.Time, at, isFirst: !_hadRecord, _rules.ClockTolerance);
        if (time.PublishedAt != 0)
        {
            _state._ages.Add(at - time.PublishedAt);
            _meter.RecordAged(at - time.PublishedAt);
        }

        var isOld = !_hadRecord && time.PublishedAt != 0 && at - time.PublishedAt > _rules.ClockTolerance; // it may be repeated
        var isOfPastDay = isOld && time.PublishedAt / TimeSpan.TicksPerDay < at / TimeSpan.TicksPerDay;
        var quality = _check.Check(record, _state.Latest, isFirst: _state.Revision == 0, at, time.ClockAt, _rules.ClockTolerance, isOfPastDay);
        var meaning = _rules.Phases[record.Phase];
        if (quality != AuctionQuality.None) _meter.RecordOdd(quality);
        if (meaning == PhaseMeaning.Unknown) _meter.PhaseUnknown(record.Phase);

        var (before, wasInCall) = (_state.Session, _state.Session.InCall);
        var isOfPastCall = isOld && time.IsOfPastCall(before, _state.Path.BeganTicks, meaning, at, _clock, _rules);
        var step = isOfPastCall
            ? SessionStep.None
            : OracleSessionFold.OnRecord(
                ref _state._session, meaning, record.Phase != default, at, time.ClockAt != 0 ? time.ClockAt : at, ref _clock, _rules.ClockTolerance);
        if ((step & SessionStep.Began) != 0) BeginCall(at);
        if (!isOfPastCall && (wasInCall || step != SessionStep.None))
        {
            _state._path.Add(record.Price, at);
            _ring.Add(at, record.Price);
        }

        if (!isOfPastCall) _lastRecordAt = at;
        _hadRecord = true;
        _state.Revision++;
        _state.Latest = record;
        (_state._receivedAt, _state._place) = (at, auctionEvent.Place);
        (_state.ReceivedTimestamp, _state.Epoch) = (auctionEvent.Timestamp, auctionEvent.Epoch);
        _state.MarketTicks = time.PublishedAt;
        _state.Quality = quality;
        _state.OddRecords += quality == AuctionQuality.None ? 0 : 1;
        _state.PreviousClose = _check.PreviousClose;
        if (_state.GapSince is null) _state.Stale = isOfPastCall ? StaleReason.CallEnded : ReasonOfNoGap;
        else if (_state.Session.InCall && _state.Stale is StaleReason.None or StaleReason.CallEnded) _state.Stale = StaleReasonOf(_gap.Reason);
        if ((step & SessionStep.Ended) != 0) EndCall(at);
        UpdatePhaseRevision(before);
    }

    /// <summary>Applies a trade, which can give the price at which a call crossed. No trade happens while a call runs.</summary>
    private void OnTrade(in Trade trade, long at)
    {
        if (_state.Path.Number == 0 || _state.FinalPrice.HasValue || !trade.Price.HasValue) return;
        var time = OracleTime.Of(trade.Time, at, isFirst: !_hadTrade, _rules.ClockTolerance);
        var tradedAt = time.ClockAt != 0 ? time.ClockAt : at;
        _hadTrade = true;

        // By the clock, since the phase code that ends the call may come after the trade, or never.
        var isOverByClock = !_clock.At(tradedAt).InCall && _clock.From > _state.Path.BeganTicks;
        var crossedAt = _callEndedAt != 0 ? _callEndedAt : isOverByClock ? _clock.From : 0;
        if (crossedAt == 0 || tradedAt < crossedAt - _rules.ClockTolerance) return;
        if (_rules.FinalPrice == FinalPriceSource.CrossTrade && tradedAt - crossedAt > _rules.CallGrace) return;
        var usesOpeningPrice = _rules.FinalPrice == FinalPriceSource.CrossTrade
            && _state.Session.Call == CallKind.Opening && trade.OpeningPrice.HasValue;
        _state.FinalPrice = usesOpeningPrice ? trade.OpeningPrice : trade.Price;
    }

    private void OnInterrupted(in AuctionEvent auctionEvent, long at)
    {
        if (!_gap.Begin(auctionEvent.Reason, at)) return;
        if (_state.GapSince is not { } since || Time(at) < since) _state.GapSince = Time(at);
        if (_state.Revision > 0 && _state.Stale != StaleReason.CallEnded) _state.Stale = StaleReasonOf(_gap.Reason);
        if (_state.Session.InCall) _state._path.IsWhole = false;
        _state._path.Suspend(at);

        // Dropped messages leave the registration as it is.
        if (auctionEvent.Reason == GapReason.ConnectionLost) (_receivingSince, _receivedBeforeCall, _hadRecord, _hadTrade) = (0, false, false, false);
    }

    private void OnRegistration(RegistrationStatus status, long at)
    {
        _state.Registration = status;
        if (status == RegistrationStatus.Active) (_hadRecord, _hadTrade) = (false, false);
        if (status != RegistrationStatus.Active || _receivingSince != 0) return;
        _receivingSince = at;
        if (_state.Session.InCall) _state._path.Begin(at, whole: _clock.At(at).Phase == AuctionPhase.CallOpen);
    }

    private void OnClockTick(long at)
    {
        ForgetWhatLiesAhead(at);
        var before = _state.Session;
        var step = OracleSessionFold.OnClockTick(ref _state._session, at, _lastRecordAt, ref _clock, _rules);
        if ((step & SessionStep.Began) != 0) BeginCall(at);
        if ((step & SessionStep.Ended) != 0) EndCall(at);
        if (_state is { Revision: > 0, Stale: StaleReason.None, Session.InCall: true } && _rules.SilentAfter > 0 && at - _lastRecordAt > _rules.SilentAfter)
            _state.Stale = StaleReason.Silent;
        UpdatePhaseRevision(before);
    }

    /// <summary>
    /// Takes moments further ahead than events can be late, which a clock showed that was set back since, for now. Otherwise no gap and no call would end
    /// before the clock shows them again.
    /// </summary>
    private void ForgetWhatLiesAhead(long at)
    {
        var limit = at + _rules.ClockTolerance;
        if (_lastRecordAt > limit) _lastRecordAt = at;
        if (_state._session._since > limit) _state._session._since = at;
        if (_state.GapSince is not { } since) return;
        if (OraclePath.Ticks(since) > limit) _state.GapSince = new DateTimeOffset(at, MarketTime.Offset);
        _gap.ForgetWhatLiesAhead(at, limit);
    }

    private void UpdatePhaseRevision(in OracleSession before)
    {
        if (_state.Session.Phase != before.Phase || _state.Session.Call != before.Call) _state.PhaseRevision = _state.Revision;
    }

    private void BeginCall(long at)
    {
        _state._path = new OraclePath(_state.Path.Number + 1, at, Windows);
        _state._path.Begin(_receivedBeforeCall || _receivingSince == 0 ? at : _receivingSince, _receivedBeforeCall && _state.GapSince is null);
        _state.FinalPrice = Won.None;
        _callEndedAt = 0;
        _ring.Clear(at);
    }

    private void EndCall(long at)
    {
        _callEndedAt = at;
        _state._path.Suspend(at);
        if (_state is { Revision: > 0, GapSince: null }) _state.Stale = StaleReason.CallEnded;
    }

    /// <summary>Ends a cause of the gap, if there is a gap, and the gap with its last cause.</summary>
    private void EndGap(in AuctionEvent auctionEvent, long at)
    {
        if (_state.GapSince is not { } since || !_gap.End(auctionEvent.Reason, at)) return;
        _state.GapSince = null;
        _state.Gaps++;
        _meter.GapEnded(_gap.Reason);
        _state.LastGap = new Gap(since, Time(_gap.EndedAt), _gap.Reason, _state.Revision);
        if (_state.Session.InCall) _state._path.IsWhole = false;
        if (IsNewestBehindGap(auctionEvent)) _state.Stale = ReasonOfNoGap;
        _gap = default;
    }

    /// <summary>Decides whether the newest record came after all that are missing, so that it is the present indication.</summary>
    private bool IsNewestBehindGap(in AuctionEvent end) => end.Reason == GapReason.Shed
        ? _lastRecordAt >= _gap.EndedAt && (_state.Epoch > end.Epoch || (_state.Epoch == end.Epoch && _state.MessageNumber > end.Place.Message))
        : _lastRecordAt > _gap.EndedAt;

    private static DateTimeOffset Time(long ticks) => new(ticks, MarketTime.Offset);

    /// <summary>The reason for which the newest record is not the present indication although no record is missing.</summary>
    private StaleReason ReasonOfNoGap => _state.Session.InCall ? StaleReason.None : StaleReason.CallEnded;

    private static StaleReason StaleReasonOf(GapReason reason) => reason switch
    {
        GapReason.Shed => StaleReason.Shed,
        GapReason.Lagging => StaleReason.Lagging,
        _ => StaleReason.ConnectionLost,
    };
}
