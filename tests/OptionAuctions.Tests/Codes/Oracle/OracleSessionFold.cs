using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>The rules by which records and the session clock change an <see cref="OracleSession"/>. Pure: it reads no clock.</summary>
internal static class OracleSessionFold
{
    /// <summary>Applies a record.</summary>
    /// <param name="session">The session, which is changed in place.</param>
    /// <param name="meaning">The meaning of the record's phase code.</param>
    /// <param name="hasCode">
    /// False when the record has no phase code: then the clock decides, as it does when a code ends a call that runs by the clock.
    /// </param>
    /// <param name="at">When the record was received; ticks, KST.</param>
    /// <param name="marketAt">The venue's own time of the record, with which the session clock is read; ticks, KST.</param>
    /// <param name="clock">The session clock of this option.</param>
    /// <param name="tolerance">Allowed error of the clock; ticks.</param>
    public static SessionStep OnRecord(
        ref OracleSession session, PhaseMeaning meaning, bool hasCode, long at, long marketAt, ref OracleClock clock, long tolerance)
    {
        var clockState = session.Clock = clock.At(marketAt);
        var decides = hasCode && !IsContradictedEnd(meaning, clockState, ClockBefore(marketAt, clock, -tolerance));
        var (phase, call) = meaning switch
        {
            _ when !decides && clockState.InCall => (clockState.Phase, clockState.Call),
            PhaseMeaning.Call => (AuctionPhase.Indicative, CallOf(session, clockState)),
            PhaseMeaning.ClosingCall => (AuctionPhase.Indicative, CallKind.Closing),
            PhaseMeaning.CallEnded => (AuctionPhase.Crossed, session.InCall ? session.Call : CallOf(session, ClockBefore(marketAt, clock, tolerance))),
            PhaseMeaning.ClosingCallEnded => (AuctionPhase.Crossed, CallKind.Closing),
            _ => (AuctionPhase.Unknown, CallOf(session, clockState)),
        };
        if (phase == AuctionPhase.Indicative && clockState == new SessionState(AuctionPhase.NoCancel, call)) phase = AuctionPhase.NoCancel;
        session.Disagrees = hasCode && (!decides || (!IsConsistent(clockState, phase, call)
            && !IsConsistent(ClockBefore(marketAt, clock, tolerance), phase, call) && !IsConsistent(ClockBefore(marketAt, clock, -tolerance), phase, call)));

        var (wasInCall, before) = (session.InCall, new SessionState(session.Phase, session.Call));
        if (phase == AuctionPhase.Crossed && before.Phase == AuctionPhase.Crossed && before.Call == call) return SessionStep.None; // its end was known already
        SetPhase(ref session, phase, call, isByClock: !decides && clockState.InCall, at);

        // The call of an unknown phase was only a guess, so a change from it is not another call.
        var isAnotherCall = before.Call != call && before.Phase != AuctionPhase.Unknown && IsAnotherCall(session, clockState);
        return Begin(ref session, !wasInCall || isAnotherCall, clockState) | (phase == AuctionPhase.Crossed ? SessionStep.Ended : SessionStep.None);
    }

    /// <summary>Applies a tick of the session clock.</summary>
    /// <param name="session">The session, which is changed in place.</param>
    /// <param name="at">Now; ticks, KST.</param>
    /// <param name="lastRecordAt">When the last record was received; 0 when none was.</param>
    /// <param name="clock">The session clock of this option.</param>
    /// <param name="rules">They say for how long a call may continue without a record.</param>
    public static SessionStep OnClockTick(ref OracleSession session, long at, long lastRecordAt, ref OracleClock clock, FoldRules rules)
    {
        var clockState = session.Clock = clock.At(at);
        if (!session.InCall)
        {
            if (!clockState.InCall && session.Phase == AuctionPhase.Crossed && at - session._since < rules.CallGrace) return SessionStep.None;
            session.Disagrees = false;
            SetPhase(ref session, clockState.Phase, clockState.Call, isByClock: true, at);
            return Begin(ref session, clockState.InCall, clockState);
        }

        if (clockState.InCall)
        {
            // What the records said is kept until the clock has entered a later phase after the last of them.
            var isLater = clockState.Call == session.Call ? clockState.Phase > session.Phase : clock.From > lastRecordAt;
            if (session.Phase == AuctionPhase.Unknown || !isLater) return SessionStep.None;
            SetPhase(ref session, clockState.Phase, clockState.Call, isByClock: true, at);
            return Begin(ref session, IsAnotherCall(session, clockState), clockState);
        }

        var isScheduled = session.Call is CallKind.Opening or CallKind.Closing;
        var withoutRecordSince = Math.Max(lastRecordAt, isScheduled ? clock.From : session._since);
        if (at - withoutRecordSince < (isScheduled ? rules.CallGrace : rules.IntradayCallTimeout))
        {
            session.Disagrees |= isScheduled && lastRecordAt > clock.From + rules.ClockTolerance; // records still come although the call is over by the clock
            return SessionStep.None;
        }

        session.Disagrees = false;
        SetPhase(ref session, clockState.Phase, clockState.Call, isByClock: true, at);
        return SessionStep.Ended;
    }

    /// <summary>
    /// True for a code that ends a call while the clock has one that runs on beyond the tolerance. No such code decides alone: the venue was seen to
    /// repeat it at the beginning of the next call. A call that no calendar has is ended by it.
    /// </summary>
    private static bool IsContradictedEnd(PhaseMeaning meaning, SessionState clockState, SessionState laterState) =>
        meaning is PhaseMeaning.CallEnded or PhaseMeaning.ClosingCallEnded && clockState.InCall && laterState.InCall && laterState.Call == clockState.Call;

    /// <summary>
    /// Decides whether another call has begun. A phase code that gives the running call another name is not enough; the clock has to be in another
    /// call.
    /// </summary>
    private static bool IsAnotherCall(in OracleSession session, SessionState clockState) => clockState.InCall && clockState.Call != session._begunIn;

    private static SessionStep Begin(ref OracleSession session, bool begins, SessionState clockState)
    {
        if (begins) session._begunIn = clockState.Call;
        return begins ? SessionStep.Began : SessionStep.None;
    }

    private static SessionState ClockBefore(long at, OracleClock clock, long ticks) => clock.At(at - ticks); // on a copy of the cursor

    /// <summary>The call of a record whose phase code does not name one.</summary>
    private static CallKind CallOf(in OracleSession session, SessionState clockState) =>
        clockState.InCall ? clockState.Call : session.InCall ? session.Call : CallKind.Intraday;

    private static bool IsConsistent(SessionState clockState, AuctionPhase phase, CallKind call) => phase switch
    {
        AuctionPhase.Unknown => true, // an unknown phase contradicts nothing
        AuctionPhase.Crossed => !clockState.InCall,
        _ when call == CallKind.Intraday => clockState.Phase == AuctionPhase.Continuous,
        _ => clockState.InCall && clockState.Call == call,
    };

    private static void SetPhase(ref OracleSession session, AuctionPhase phase, CallKind call, bool isByClock, long at)
    {
        if (phase != session.Phase || call != session.Call || session._since == 0) (session._since, session.IsByClock) = (at, isByClock);
        else session.IsByClock &= isByClock;
        (session.Phase, session.Call) = (phase, call);
    }
}
