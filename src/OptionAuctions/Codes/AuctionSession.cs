using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>What a record or the passing of time did to the call.</summary>
[Flags]
internal enum SessionStep : byte
{
    None = 0,
    Began = 1,
    Ended = 2,
}

/// <summary>
/// Where the trading of one option stands: by the venue's phase codes as far as there are any, else by the session clock. Where the two
/// contradict each other, what was received is preferred and <see cref="Disagrees"/> says so.
/// </summary>
public record struct AuctionSession
{
    private long _since; // ticks, KST
    private CallKind _begunIn; // what the clock said when the call began

    /// <summary>Where it stands.</summary>
    public AuctionPhase Phase { get; private set; }

    /// <summary>The call that runs, or the one that has just crossed.</summary>
    public CallKind Call { get; private set; }

    /// <summary>True when the clock says so and no code did.</summary>
    public bool IsByClock { get; private set; }

    /// <summary>Since when it stands so, KST; <see langword="null"/> before anything is known.</summary>
    public readonly DateTimeOffset? Since => _since == 0 ? null : new DateTimeOffset(_since, MarketTime.Offset);

    /// <summary>Where it should stand by the calendar, as of the newest record or the last minute.</summary>
    public SessionState Clock { get; private set; }

    /// <summary>The codes say what the clock does not allow, by more than <see cref="FeedOptions.ClockTolerance"/>.</summary>
    public bool Disagrees { get; private set; }

    /// <summary>True while a call runs, so that an indication can be valid.</summary>
    public readonly bool InCall => Phase is AuctionPhase.CallOpen or AuctionPhase.Indicative or AuctionPhase.NoCancel or AuctionPhase.Unknown;

    /// <summary>A record came.</summary>
    /// <param name="meaning">What its phase code means.</param>
    /// <param name="coded">False when it bears none: then the clock speaks for it.</param>
    /// <param name="at">When it was received; ticks, KST.</param>
    /// <param name="marketAt">The venue's own time of it, which is what sessions go by; ticks, KST.</param>
    /// <param name="clock">The session clock of this option.</param>
    /// <param name="tolerance">Ticks by which it may be off.</param>
    internal SessionStep Heard(PhaseMeaning meaning, bool coded, long at, long marketAt, ref SessionCursor clock, long tolerance)
    {
        var says = Clock = clock.At(marketAt);
        var (phase, call) = meaning switch
        {
            PhaseMeaning.Call => (AuctionPhase.Indicative, Running(says)),
            PhaseMeaning.ClosingCall => (AuctionPhase.Indicative, CallKind.Closing),
            PhaseMeaning.CallEnded => (AuctionPhase.Crossed, InCall ? Call : Running(Before(marketAt, clock, tolerance))),
            PhaseMeaning.ClosingCallEnded => (AuctionPhase.Crossed, CallKind.Closing),
            _ when !coded && says.InCall => (says.Phase, says.Call),
            _ => (AuctionPhase.Unknown, Running(says)),
        };
        if (phase == AuctionPhase.Indicative && says == new SessionState(AuctionPhase.NoCancel, call)) phase = AuctionPhase.NoCancel;
        Disagrees = coded && !Agree(says, phase, call) && !Agree(Before(marketAt, clock, tolerance), phase, call) && !Agree(Before(marketAt, clock, -tolerance), phase, call);

        var (wasInCall, before) = (InCall, new SessionState(Phase, Call));
        if (phase == AuctionPhase.Crossed && before.Phase == AuctionPhase.Crossed && before.Call == call) return SessionStep.None; // said twice
        Stand(phase, call, byClock: !coded && says.InCall, at);
        var another = before.Call != call && before.Phase != AuctionPhase.Unknown && IsAnother(says); // an unknown phase only guessed at its call
        return Begins(!wasInCall || another, says) | (phase == AuctionPhase.Crossed ? SessionStep.Ended : SessionStep.None);
    }

    /// <summary>Time passed.</summary>
    /// <param name="at">Now; ticks, KST.</param>
    /// <param name="heard">When the last record was received; 0 when none was.</param>
    /// <param name="clock">The session clock of this option.</param>
    /// <param name="rules">How long a call may go on without a word.</param>
    internal SessionStep Passed(long at, long heard, ref SessionCursor clock, FoldRules rules)
    {
        var says = Clock = clock.At(at);
        if (!InCall)
        {
            if (!says.InCall && Phase == AuctionPhase.Crossed && at - _since < rules.CallGrace) return SessionStep.None;
            Disagrees = false;
            Stand(says.Phase, says.Call, byClock: true, at);
            return Begins(says.InCall, says);
        }

        if (says.InCall)
        {
            var later = says.Call == Call ? says.Phase > Phase : clock.From > heard; // what was received stands until the clock has moved on since
            if (Phase == AuctionPhase.Unknown || !later) return SessionStep.None;
            Stand(says.Phase, says.Call, byClock: true, at);
            return Begins(IsAnother(says), says);
        }

        var scheduled = Call is CallKind.Opening or CallKind.Closing;
        var silentSince = Math.Max(heard, scheduled ? clock.From : _since);
        if (at - silentSince < (scheduled ? rules.CallGrace : rules.IntradayCallLongest))
        {
            Disagrees |= scheduled && heard > clock.From + rules.ClockTolerance; // still published although the clock has the call over
            return SessionStep.None;
        }

        Stand(says.Phase, says.Call, byClock: true, at);
        return SessionStep.Ended;
    }

    /// <summary>A code that gives the running call another name does not make it another call; a clock that has come to another one does.</summary>
    private readonly bool IsAnother(SessionState says) => says.InCall && says.Call != _begunIn;

    private SessionStep Begins(bool call, SessionState says)
    {
        if (call) _begunIn = says.Call;
        return call ? SessionStep.Began : SessionStep.None;
    }

    private static SessionState Before(long at, SessionCursor clock, long ticks) => clock.At(at - ticks); // on a copy of the cursor

    /// <summary>The call that a record without a name for it belongs to.</summary>
    private readonly CallKind Running(SessionState says) => says.InCall ? says.Call : InCall ? Call : CallKind.Intraday;

    private static bool Agree(SessionState says, AuctionPhase phase, CallKind call) => phase switch
    {
        AuctionPhase.Unknown => true, // nothing is claimed
        AuctionPhase.Crossed => !says.InCall,
        _ when call == CallKind.Intraday => says.Phase == AuctionPhase.Continuous,
        _ => says.InCall && says.Call == call,
    };

    private void Stand(AuctionPhase phase, CallKind call, bool byClock, long at)
    {
        if (phase != Phase || call != Call || _since == 0) (_since, IsByClock) = (at, byClock);
        else IsByClock &= byClock;
        (Phase, Call) = (phase, call);
    }
}
