using OptionAuctions.Wire;

namespace OptionAuctions.Venue;

/// <summary>
/// What the venue knows at one moment: the truth that a client's figures are held against. It holds no key and no secret.
/// </summary>
/// <param name="Now">The venue's clock.</param>
/// <param name="Sessions">Sessions in the order they connected, the last 1,024 of them.</param>
/// <param name="SentByCode">Records sent per code since the start, over all sessions and TRs: a running number.</param>
/// <param name="Counters">Sums since the start.</param>
public sealed record VenueState(
    DateTimeOffset Now,
    IReadOnlyList<SessionState> Sessions,
    IReadOnlyDictionary<OptionCode, long> SentByCode,
    VenueCounters Counters)
{
    /// <summary>Sessions whose line is up.</summary>
    public IEnumerable<SessionState> OpenSessions => Sessions.Where(s => s.IsOpen);

    /// <summary>Records sent for a code; 0 for one never sent.</summary>
    public long Sent(OptionCode code) => SentByCode.GetValueOrDefault(code);
}

/// <summary>One WebSocket session.</summary>
/// <param name="Id">1 for the first since the start.</param>
/// <param name="Path">The path it was opened on.</param>
/// <param name="End">How it ended, or that it has not.</param>
/// <param name="CloseCode">The code of the close frame that ended it; <see langword="null"/> when there was none.</param>
/// <param name="HoldsSlot">True while it is the one session of its app key.</param>
/// <param name="Registrations">What it is registered for, in the order of registration.</param>
/// <param name="FramesSent">Data frames sent.</param>
/// <param name="RecordsSent">Records in them.</param>
/// <param name="AnswersSent">Answers to requests sent.</param>
/// <param name="PingPongsSent">PINGPONG sent.</param>
/// <param name="PingPongsAnswered">Of those, answered by text, Pong frame or Ping frame.</param>
/// <param name="PingPongsEchoed">Of those, answered by the same text, byte for byte.</param>
/// <param name="RequestsReceived">Text messages received, PINGPONG not counted.</param>
public sealed record SessionState(
    int Id,
    string Path,
    SessionEnd End,
    int? CloseCode,
    bool HoldsSlot,
    IReadOnlyList<RegistrationState> Registrations,
    long FramesSent,
    long RecordsSent,
    long AnswersSent,
    long PingPongsSent,
    long PingPongsAnswered,
    long PingPongsEchoed,
    long RequestsReceived)
{
    /// <summary>True while the line is up.</summary>
    public bool IsOpen => End == SessionEnd.StillOpen;

    /// <summary>The codes registered under any TR, in order.</summary>
    public IEnumerable<OptionCode> Codes => Registrations.Select(r => r.Code);
}

/// <summary>One registration.</summary>
/// <param name="TrId">TR, for example <c>H0ZOANC0</c>.</param>
/// <param name="Code">Code.</param>
/// <param name="RecordsSent">Records sent for it in this session.</param>
public sealed record RegistrationState(string TrId, OptionCode Code, long RecordsSent);

/// <summary>How a session ended.</summary>
public enum SessionEnd
{
    /// <summary>It has not.</summary>
    StillOpen,

    /// <summary>The client sent a close frame.</summary>
    ClosedByClient,

    /// <summary>The venue sent a close frame first.</summary>
    ClosedByVenue,

    /// <summary>The client's end was gone without a close frame: killed, reset, or only the TCP connection closed.</summary>
    LostByClient,

    /// <summary>The venue cut the line without a close frame.</summary>
    CutByVenue,

    /// <summary>Cut since PINGPONG stayed unanswered.</summary>
    CutAsUnanswering,

    /// <summary>Cut since the client did not read as fast as it was sent to.</summary>
    CutAsTooSlow,

    /// <summary>Cut since what the client sent was not RFC 6455.</summary>
    CutAsMalformed,
}

/// <summary>Sums since the start of the venue.</summary>
/// <param name="SessionsOpened">WebSocket sessions opened. Opened = ended + open.</param>
/// <param name="SessionsEnded">Of those, ended.</param>
/// <param name="ApprovalsGranted">Approval keys issued.</param>
/// <param name="ApprovalsRefused">Requests for one that were refused.</param>
/// <param name="FramesSent">Data frames sent, each session's counted.</param>
/// <param name="RecordsSent">Records in them.</param>
/// <param name="AnswersSent">Answers to requests sent.</param>
/// <param name="PingPongsSent">PINGPONG sent.</param>
/// <param name="RequestsWaiting">HTTP requests that a scenario keeps waiting at this moment.</param>
/// <param name="AnswersByCode">Answers sent per <c>msg_cd</c>, successes too.</param>
public sealed record VenueCounters(
    long SessionsOpened,
    long SessionsEnded,
    long ApprovalsGranted,
    long ApprovalsRefused,
    long FramesSent,
    long RecordsSent,
    long AnswersSent,
    long PingPongsSent,
    int RequestsWaiting,
    IReadOnlyDictionary<string, long> AnswersByCode);
