using OptionAuctions.Auctions;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Codes;

/// <summary>
/// The fold of one code's events into the state of its auction. Reads no clock: the same events give the same state. A record causes no
/// allocation, and its cost does not depend on the number of records before it.
/// </summary>
/// <remarks>
/// A record whose price and phase are those of the record before touches the first fields here and <see cref="AuctionNow"/>, some 150 bytes; one with
/// another price touches <see cref="PriceMovement"/> too. The rest is for events that are rare.
/// </remarks>
internal sealed class AuctionFold
{
    private readonly FoldRules _rules;
    private FeedMeter _meter;
    private ClockSegment _clock;
    private FoldFlags _flags;
    private RevisionRing _ring;
    private AuctionState _state;
    private RecordCheck _check;
    private GapCauses _gap;
    private RareMoments _rare;

    public AuctionFold(Instrument code, DateOnly? lastTradingDay, FoldRules rules, FeedMeter meter, TickGrid? ticks = null)
    {
        (_rules, _meter) = (rules, meter);
        _state = new AuctionState(code);
        _check = new RecordCheck(ticks ?? TickGrid.Options);
        _ring = new RevisionRing(rules.RevisionsKept);
        _clock = rules.ClockOf(lastTradingDay);
    }

    /// <summary>The auction so far, by reference: the next event changes it.</summary>
    public ref readonly AuctionState State => ref _state;

    /// <summary>The last revisions of the call that runs, or of the last one; oldest first.</summary>
    public IReadOnlyList<PathPoint> Revisions => _ring.Read(_state._now.Path.Revisions);

    /// <summary>Counts what comes from here on in another meter: what came before was folded for another feed's counts.</summary>
    public void CountBy(FeedMeter meter) => _meter = meter;

    /// <summary>Folds an event.</summary>
    /// <param name="auctionEvent">The event.</param>
    /// <param name="detail">The quantities and quotes of its record, where it has some.</param>
    public void Apply(in AuctionEvent auctionEvent, RecordDetail? detail = null)
    {
        var at = auctionEvent.At;
        if (detail is not null) _state._facts = _state.Facts with { Detail = detail };
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
            case AuctionEventKind.Resumed when Has(FoldFlags.HasGap):
                EndGap(auctionEvent, at);
                break;
            case AuctionEventKind.Registration:
                OnRegistration(auctionEvent.Status, at);
                break;
            case AuctionEventKind.Unfollowed:
                OnRegistration(RegistrationStatus.Released, at);
                BeginGap(at);
                SuspendPath(at);
                break;
        }

        if (auctionEvent.Kind != AuctionEventKind.Record) Happened(at);
        if (!Has(FoldFlags.IsReceiving)) Set(FoldFlags.ReceivedBeforeCall, false);
        else if (_state._now.Trading is { InCall: false, IsKnown: true }) Set(FoldFlags.ReceivedBeforeCall, true);
    }

    /// <summary>When the last record was received that is not of a call before; ticks, KST; 0 when none was.</summary>
    private long LastRecordAt => Has(FoldFlags.LastRecordIsOlder) ? _rare.OlderRecordAt : _state._now.ReceivedAt;

    /// <summary>The latest moment of an event so far; ticks, KST.</summary>
    private long LatestAt => Has(FoldFlags.LatestIsNoRecord) ? Math.Max(_rare.LatestEventAt, _state._now.ReceivedAt) : _state._now.ReceivedAt;

    private void OnRecord(in AuctionEvent auctionEvent, long at)
    {
        ref var now = ref _state._now;
        var record = auctionEvent.Record;
        if (LatestAt > at + _rules.ClockTolerance) ForgetWhatLiesAhead(at);
        if (auctionEvent.ReplacesOthers && now.Revision > 0)
        {
            BeginGap(now.ReceivedAt);
            _gap.Begin(GapReason.Lagging, at);
        }

        if (Has(FoldFlags.HasGap)) EndGap(auctionEvent, at);
        if (!Has(FoldFlags.IsReceiving) && !_gap.IsLost) Receive(at); // data can come before its acknowledgement

        var isFirst = !Has(FoldFlags.HadRecord);
        var time = RecordTime.Of(record.Time, at, isFirst, _rules.ClockTolerance);
        if (time.PublishedAt != 0)
        {
            now.Ages.Add(at - time.PublishedAt, ref _state._ages);
            _meter.RecordAged(at - time.PublishedAt);
        }

        var isOld = isFirst && time.PublishedAt != 0 && at - time.PublishedAt > _rules.ClockTolerance; // it may be repeated
        var isOfPastDay = isOld && time.PublishedAt / TimeSpan.TicksPerDay < at / TimeSpan.TicksPerDay;
        var quality = _check.Check(record, ref now, ref _flags, at, time.ClockAt, _rules.ClockTolerance, isOfPastDay);
        if (quality != AuctionQuality.None) _meter.RecordOdd(quality);

        var before = now.Trading;
        var (step, isOfPastCall) = FollowPhase(record.Phase, time, at, isOld);
        if ((step & SessionStep.PhaseBegan) != 0) _state._facts = _state.Facts with { Since = at };
        if ((step & SessionStep.Began) != 0) BeginCall(at);
        if (!isOfPastCall && (before.InCall || (step & (SessionStep.Began | SessionStep.Ended)) != 0))
        {
            now.Path.Add(record.Price, at, _rules.Windows, ref _state._moved);
            _ring.Add(at, record.Price);
        }

        if (isOfPastCall) _rare.OlderRecordAt = LastRecordAt;
        Set(FoldFlags.LastRecordIsOlder, isOfPastCall);
        KeepLatest(at);
        _flags |= FoldFlags.HadRecord;
        now.Revision++;
        now.Latest = record;
        (now.ReceivedAt, now.Place) = (at, auctionEvent.Place);
        (now.Timestamp, now.Epoch) = (auctionEvent.Timestamp, auctionEvent.Epoch);
        now.IsPublished = time.PublishedAt != 0;
        now.Quality = quality;
        if (quality != AuctionQuality.None) now.OddRecords++;
        if (!Has(FoldFlags.HasGap)) now.Stale = isOfPastCall ? StaleReason.CallEnded : ReasonOfNoGap;
        else if (now.Trading.InCall && now.Stale is StaleReason.None or StaleReason.CallEnded) now.Stale = StaleReasonOf(_gap.Reason);
        if ((step & SessionStep.Ended) != 0) EndCall(at);
        UpdatePhaseRevision(before);
    }

    /// <summary>Applies a trade, which can give the price at which a call crossed. No trade happens while a call runs.</summary>
    private void OnTrade(in Trade trade, long at)
    {
        var call = _state.Facts.Call;
        if (call.Number == 0 || _state.FinalPrice.HasValue || !trade.Price.HasValue) return;
        var time = RecordTime.Of(trade.Time, at, isFirst: !Has(FoldFlags.HadTrade), _rules.ClockTolerance);
        var tradedAt = time.ClockAt != 0 ? time.ClockAt : at;
        _flags |= FoldFlags.HadTrade;

        // By the clock, since the phase code that ends the call may come after the trade, or never.
        _clock = _clock.At(tradedAt);
        var isOverByClock = !_clock.State.InCall && _clock.From > call.Began;
        var crossedAt = _rare.CallEndedAt != 0 ? _rare.CallEndedAt : isOverByClock ? _clock.From : 0;
        if (crossedAt == 0 || tradedAt < crossedAt - _rules.ClockTolerance) return;
        var usesOpeningPrice = _rules.FinalPrice == FinalPriceSource.CrossTrade
            && _state._now.Trading.Call == CallKind.Opening && trade.OpeningPrice.HasValue;
        var isLate = _rules.FinalPrice == FinalPriceSource.CrossTrade && tradedAt - crossedAt > _rules.CallGrace;
        if (isLate && !(usesOpeningPrice && _rules.TakesTurns)) return; // where trades come later by design, they say the opening price still
        _state.FinalPrice = usesOpeningPrice ? trade.OpeningPrice : trade.Price;
    }

    private void OnInterrupted(in AuctionEvent auctionEvent, long at)
    {
        if (!_gap.Begin(auctionEvent.Reason, at)) return;
        if (!Has(FoldFlags.HasGap) || at < _state.Facts.GapSince) BeginGap(at, isEarlier: true);
        if (_state.Revision > 0 && _state.Stale != StaleReason.CallEnded) _state.Stale = StaleReasonOf(_gap.Reason);
        if (_state._now.Trading.InCall) MissRecords();
        SuspendPath(at);

        // Dropped messages leave the registration as it is.
        if (auctionEvent.Reason != GapReason.ConnectionLost) return;
        _rare.ReceivingSince = 0;
        _flags &= ~(FoldFlags.IsReceiving | FoldFlags.ReceivedBeforeCall | FoldFlags.HadRecord | FoldFlags.HadTrade);
    }

    private void OnRegistration(RegistrationStatus status, long at)
    {
        _state.Registration = status;
        if (status == RegistrationStatus.Active) _flags &= ~(FoldFlags.HadRecord | FoldFlags.HadTrade);
        if (status != RegistrationStatus.Active || Has(FoldFlags.IsReceiving)) return;
        Receive(at);
        _clock = _clock.At(at);
        if (_state._now.Trading.InCall) KnowPathFrom(at, whole: _clock.State.Phase == AuctionPhase.CallOpen);
    }

    private void OnClockTick(long at)
    {
        if (LatestAt > at + _rules.ClockTolerance) ForgetWhatLiesAhead(at);
        ref var now = ref _state._now;
        var before = now.Trading;
        var step = AuctionSessionFold.OnClockTick(ref now.Trading, _state.Facts.Since, at, LastRecordAt, ref _clock, _rules);
        if ((step & SessionStep.PhaseBegan) != 0) _state._facts = _state.Facts with { Since = at };
        if ((step & SessionStep.Began) != 0) BeginCall(at);
        if ((step & SessionStep.Ended) != 0) EndCall(at);
        if (now is { Revision: > 0, Stale: StaleReason.None, Trading.InCall: true } && _rules.SilentAfter > 0 && at - LastRecordAt > _rules.SilentAfter)
            now.Stale = StaleReason.Silent;
        UpdatePhaseRevision(before);
    }

    /// <summary>
    /// Takes moments further ahead than events can be late, which a clock showed that was set back since, for now. Otherwise no gap and no call would end
    /// before the clock shows them again.
    /// </summary>
    private void ForgetWhatLiesAhead(long at)
    {
        var limit = at + _rules.ClockTolerance;
        if (LastRecordAt > limit) (_rare.OlderRecordAt, _flags) = (at, _flags | FoldFlags.LastRecordIsOlder);
        if (_state.Facts.Since > limit) _state._facts = _state.Facts with { Since = at };
        if (_state.Facts.GapSince > limit) _state._facts = _state.Facts with { GapSince = at };
        if (Has(FoldFlags.HasGap)) _gap.ForgetWhatLiesAhead(at, limit);
    }

    /// <summary>Applies the phase code of a record, unless the record is of a call that is over.</summary>
    private (SessionStep Step, bool IsOfPastCall) FollowPhase(PhaseCode phase, RecordTime time, long at, bool isOld)
    {
        var clockAt = time.ClockAt != 0 ? time.ClockAt : at;
        if (SaysTheSame(phase, clockAt)) return (SessionStep.None, false);

        ref var trading = ref _state._now.Trading;
        var (meaning, before) = (_rules.Phases[phase], trading);
        if (meaning == PhaseMeaning.Unknown) _meter.PhaseUnknown(phase);
        Set(FoldFlags.IsSteady, false);
        if (isOld && time.IsOfPastCall(before, _state.Facts.Call.Began, meaning, at, _clock, _rules)) return (SessionStep.None, true);

        var step = AuctionSessionFold.OnRecord(ref trading, meaning, phase != default, clockAt, ref _clock, _rules.ClockTolerance);
        Set(FoldFlags.IsSteady, meaning != PhaseMeaning.Unknown && before == trading && step == SessionStep.None
            && _clock.ContainsWidely(clockAt, _rules.ClockTolerance));
        return (step, false);
    }

    /// <summary>
    /// True when a record can change nothing about phase and call, since the one before had the same phase code, changed nothing, and neither is near the
    /// edge of a segment of the clock.
    /// </summary>
    private bool SaysTheSame(PhaseCode phase, long clockAt) =>
        Has(FoldFlags.IsSteady) && phase == _state._now.Latest.Phase && _clock.ContainsWidely(clockAt, _rules.ClockTolerance);

    /// <summary>An event that is no record: remembers its moment, if it is the latest, and that it may have changed anything.</summary>
    private void Happened(long at)
    {
        Set(FoldFlags.IsSteady, false);
        if (at > LatestAt) (_rare.LatestEventAt, _flags) = (at, _flags | FoldFlags.LatestIsNoRecord);
    }

    /// <summary>Remembers the latest moment so far, if a record that is about to be the newest came before it. Nothing lies further ahead any more.</summary>
    private void KeepLatest(long at)
    {
        var latest = Math.Min(LatestAt, at + _rules.ClockTolerance);
        Set(FoldFlags.LatestIsNoRecord, latest > at);
        if (latest > at) _rare.LatestEventAt = latest;
    }

    private void Receive(long at)
    {
        _rare.ReceivingSince = at;
        _flags |= FoldFlags.IsReceiving;
    }

    private void UpdatePhaseRevision(in TradingPhase before)
    {
        ref var now = ref _state._now;
        if (now.Trading.Phase != before.Phase || now.Trading.Call != before.Call) _state._facts = _state.Facts with { PhaseRevision = now.Revision };
    }

    private void BeginCall(long at)
    {
        var call = new AuctionCall(_state.Facts.Call.Number + 1, at, at, IsWhole: false, _rules.Windows);
        _state._facts = _state.Facts with { Call = call, FinalPrice = Won.None };
        _state._now.Path = new PathNow { Until = at, Price = Won.None.Hundredths };
        _state._moved = new PriceMovement { AveragedUntil = at };
        var receivedBefore = Has(FoldFlags.ReceivedBeforeCall);
        KnowPathFrom(receivedBefore || !Has(FoldFlags.IsReceiving) ? at : _rare.ReceivingSince, receivedBefore && !Has(FoldFlags.HasGap));
        _rare.CallEndedAt = 0;
        _ring.Clear(at);
    }

    /// <summary>Sets the moment from which on records of the call could be received. Ignored once it has a record.</summary>
    private void KnowPathFrom(long at, bool whole)
    {
        if (_state._now.Path.Revisions == 0) _state._facts = _state.Facts with { Call = _state.Facts.Call with { KnownFrom = at, IsWhole = whole } };
    }

    private void MissRecords() => _state._facts = _state.Facts with { Call = _state.Facts.Call with { IsWhole = false } };

    private void SuspendPath(long at) => _state._now.Path.Suspend(at, _state.Facts.Call.Windows, ref _state._moved);

    private void EndCall(long at)
    {
        _rare.CallEndedAt = at;
        SuspendPath(at);
        if (_state.Revision > 0 && !Has(FoldFlags.HasGap)) _state.Stale = StaleReason.CallEnded;
    }

    private void BeginGap(long at, bool isEarlier = false)
    {
        if (Has(FoldFlags.HasGap) && !isEarlier) return;
        _flags |= FoldFlags.HasGap;
        _state._facts = _state.Facts with { GapSince = at };
    }

    /// <summary>Ends a cause of the gap that there is, and the gap with its last cause.</summary>
    private void EndGap(in AuctionEvent auctionEvent, long at)
    {
        if (!_gap.End(auctionEvent.Reason, at)) return;
        var gap = new Gap(Time(_state.Facts.GapSince), Time(_gap.EndedAt), _gap.Reason, _state.Revision);
        _flags &= ~FoldFlags.HasGap;
        _state._facts = _state.Facts with { GapSince = 0, Gaps = new PastGaps(_state.Gaps + 1, gap) };
        _meter.GapEnded(_gap.Reason);
        if (_state._now.Trading.InCall) MissRecords();
        if (IsNewestBehindGap(auctionEvent)) _state.Stale = ReasonOfNoGap;
        _gap = default;
    }

    /// <summary>Decides whether the newest record came after all that are missing, so that it is the present indication.</summary>
    private bool IsNewestBehindGap(in AuctionEvent end) => end.Reason == GapReason.Shed
        ? LastRecordAt >= _gap.EndedAt && (_state.Epoch > end.Epoch || (_state.Epoch == end.Epoch && _state.MessageNumber > end.Place.Message))
        : LastRecordAt > _gap.EndedAt;

    private bool Has(FoldFlags flag) => (_flags & flag) != 0;

    private void Set(FoldFlags flag, bool value) => _flags = value ? _flags | flag : _flags & ~flag;

    private static DateTimeOffset Time(long ticks) => new(ticks, MarketTime.Offset);

    /// <summary>The reason for which the newest record is not the present indication although no record is missing.</summary>
    private StaleReason ReasonOfNoGap => _state._now.Trading.InCall ? StaleReason.None : StaleReason.CallEnded;

    private static StaleReason StaleReasonOf(GapReason reason) => reason switch
    {
        GapReason.Shed => StaleReason.Shed,
        GapReason.Lagging => StaleReason.Lagging,
        _ => StaleReason.ConnectionLost,
    };

    /// <summary>Moments that most records do not need; ticks, KST.</summary>
    private struct RareMoments
    {
        public long ReceivingSince, CallEndedAt; // 0 is not receiving, not ended
        public long OlderRecordAt; // of the last record that counts, while that is not the newest
        public long LatestEventAt; // while that is not the newest record
    }
}
