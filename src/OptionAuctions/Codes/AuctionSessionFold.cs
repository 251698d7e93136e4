using OptionAuctions.Auctions;

namespace OptionAuctions.Codes;

/// <summary>The rules by which records and the session clock change a <see cref="TradingPhase"/>. Pure: it reads no clock.</summary>
internal static class AuctionSessionFold
{
    /// <summary>Applies a record.</summary>
    /// <param name="session">The session, which is changed in place.</param>
    /// <param name="meaning">The meaning of the record's phase code.</param>
    /// <param name="hasCode">
    /// False when the record has no phase code: then the clock decides, as it does when a code ends a call that runs by the clock.
    /// </param>
    /// <param name="marketAt">The venue's own time of the record, with which the session clock is read; ticks, KST.</param>
    /// <param name="clock">The session clock of this option.</param>
    /// <param name="tolerance">Allowed error of the clock; ticks.</param>
    public static SessionStep OnRecord(
        ref TradingPhase session, PhaseMeaning meaning, bool hasCode, long marketAt, ref ClockSegment clock, long tolerance)
    {
        clock = clock.At(marketAt);
        var clockState = session.Clock = clock.State;
        var decides = hasCode && !IsContradictedEnd(meaning, clockState, ClockBefore(marketAt, clock, -tolerance));
        var (phase, call) = meaning switch
        {
            _ when !decides && clockState.InCall => (clockState.Phase, clockState.Call),
            PhaseMeaning.Call => (AuctionPhase.Indicative, CallOf(session, clockState)),
            PhaseMeaning.ClosingCall => (AuctionPhase.Indicative, CallKind.Closing),
            PhaseMeaning.CallEnded => (AuctionPhase.Crossed, session.InCall ? session.Call : CallOf(session, ClockBefore(marketAt, clock, tolerance))),
            PhaseMeaning.ClosingCallEnded => (AuctionPhase.Crossed, CallKind.Closing),
            PhaseMeaning.NoCall when session.InCall || session.Phase == AuctionPhase.Crossed => (AuctionPhase.Crossed, session.Call),
            PhaseMeaning.NoCall => OutsideOfCalls(clockState, ClockBefore(marketAt, clock, -tolerance)),
            _ => (AuctionPhase.Unknown, CallOf(session, clockState)),
        };
        if (phase == AuctionPhase.Indicative && clockState == new SessionState(AuctionPhase.NoCancel, call)) phase = AuctionPhase.NoCancel;
        session.Disagrees = hasCode && (!decides || (!IsConsistent(clockState, phase, call)
            && !IsConsistent(ClockBefore(marketAt, clock, tolerance), phase, call) && !IsConsistent(ClockBefore(marketAt, clock, -tolerance), phase, call)));

        var (wasInCall, before) = (session.InCall, new SessionState(session.Phase, session.Call));
        if (phase == AuctionPhase.Crossed && before.Phase == AuctionPhase.Crossed && before.Call == call) return SessionStep.None; // its end was known already
        if (phase is AuctionPhase.Continuous or AuctionPhase.Closed) return SetPhase(ref session, phase, call, isByClock: true);
        var step = SetPhase(ref session, phase, call, isByClock: !decides && clockState.InCall);

        // The call of an unknown phase was only a guess, so a change from it is not another call.
        var isAnotherCall = before.Call != call && before.Phase != AuctionPhase.Unknown && IsAnotherCall(session, clockState);
        return step | Begin(ref session, !wasInCall || isAnotherCall, clockState) | (phase == AuctionPhase.Crossed ? SessionStep.Ended : SessionStep.None);
    }

    /// <summary>Applies a tick of the session clock.</summary>
    /// <param name="session">The session, which is changed in place.</param>
    /// <param name="since">When its phase began; ticks, KST.</param>
    /// <param name="at">Now; ticks, KST.</param>
    /// <param name="lastRecordAt">When the last record was received; 0 when none was.</param>
    /// <param name="clock">The session clock of this option.</param>
    /// <param name="rules">They say for how long a call may continue without a record.</param>
    public static SessionStep OnClockTick(ref TradingPhase session, long since, long at, long lastRecordAt, ref ClockSegment clock, FoldRules rules)
    {
        clock = clock.At(at);
        var clockState = session.Clock = clock.State;
        if (!session.InCall)
        {
            if (!clockState.InCall && session.Phase == AuctionPhase.Crossed && at - since < rules.CallGrace) return SessionStep.None;
            session.Disagrees = false;
            return SetPhase(ref session, clockState) | Begin(ref session, clockState.InCall, clockState);
        }

        if (clockState.InCall)
        {
            // What the records said is kept until the clock has entered a later phase after the last of them.
            var isLater = clockState.Call == session.Call ? clockState.Phase > session.Phase : clock.From > lastRecordAt;
            if (session.Phase == AuctionPhase.Unknown || !isLater) return SessionStep.None;
            return SetPhase(ref session, clockState) | Begin(ref session, IsAnotherCall(session, clockState), clockState);
        }

        var isScheduled = session.Call is CallKind.Opening or CallKind.Closing;
        var withoutRecordSince = Math.Max(lastRecordAt, isScheduled ? clock.From : since);
        if (at - withoutRecordSince < (isScheduled ? rules.CallGrace : rules.IntradayCallTimeout))
        {
            session.Disagrees |= isScheduled && lastRecordAt > clock.From + rules.ClockTolerance; // records still come although the call is over by the clock
            return SessionStep.None;
        }

        session.Disagrees = false;
        return SetPhase(ref session, clockState) | SessionStep.Ended;
    }

    /// <summary>
    /// True for a code that ends a call while the clock has one that runs on beyond the tolerance. No such code decides alone: the venue was seen to
    /// repeat it at the beginning of the next call. A call that no calendar has is ended by it.
    /// </summary>
    private static bool IsContradictedEnd(PhaseMeaning meaning, SessionState clockState, SessionState laterState) =>
        meaning is PhaseMeaning.CallEnded or PhaseMeaning.ClosingCallEnded or PhaseMeaning.NoCall
        && clockState.InCall && laterState.InCall && laterState.Call == clockState.Call;

    /// <summary>
    /// Decides whether another call has begun. A phase code that gives the running call another name is not enough; the clock has to be in another
    /// call.
    /// </summary>
    private static bool IsAnotherCall(in TradingPhase session, SessionState clockState) => clockState.InCall && clockState.Call != session.BegunIn;

    private static SessionStep Begin(ref TradingPhase session, bool begins, SessionState clockState)
    {
        if (begins) session.BegunIn = clockState.Call;
        return begins ? SessionStep.Began : SessionStep.None;
    }

    private static SessionState ClockBefore(long at, ClockSegment clock, long ticks) => clock.At(at - ticks).State;

    /// <summary>The call of a record whose phase code does not name one.</summary>
    private static CallKind CallOf(in TradingPhase session, SessionState clockState) =>
        clockState.InCall ? clockState.Call : session.InCall ? session.Call : CallKind.Intraday;

    /// <summary>Phase and call by the clock while no call runs: those behind a call that the clock has for some more seconds.</summary>
    private static (AuctionPhase Phase, CallKind Call) OutsideOfCalls(SessionState clockState, SessionState laterState)
    {
        var state = clockState.InCall ? laterState : clockState;
        return (state.Phase, state.Call);
    }

    private static bool IsConsistent(SessionState clockState, AuctionPhase phase, CallKind call) => phase switch
    {
        AuctionPhase.Unknown => true, // an unknown phase contradicts nothing
        AuctionPhase.Crossed or AuctionPhase.Continuous or AuctionPhase.Closed => !clockState.InCall,
        _ when call == CallKind.Intraday => clockState.Phase == AuctionPhase.Continuous,
        _ => clockState.InCall && clockState.Call == call,
    };

    private static SessionStep SetPhase(ref TradingPhase session, SessionState clockState) =>
        SetPhase(ref session, clockState.Phase, clockState.Call, isByClock: true);

    private static SessionStep SetPhase(ref TradingPhase session, AuctionPhase phase, CallKind call, bool isByClock)
    {
        var isNew = phase != session.Phase || call != session.Call || !session.IsKnown;
        session.IsByClock = isByClock && (isNew || session.IsByClock);
        (session.Phase, session.Call, session.IsKnown) = (phase, call, true);
        return isNew ? SessionStep.PhaseBegan : SessionStep.None;
    }
}
