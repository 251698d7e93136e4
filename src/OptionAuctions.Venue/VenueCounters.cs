namespace OptionAuctions.Venue;

/// <summary>Counters since the start of the venue.</summary>
/// <param name="SessionsOpened">WebSocket sessions opened. Opened = ended + open.</param>
/// <param name="SessionsEnded">Of those, ended.</param>
/// <param name="ApprovalsGranted">Approval keys issued.</param>
/// <param name="ApprovalsRefused">Requests for one that were refused.</param>
/// <param name="FramesSent">Data messages sent, each in one WebSocket frame; those of each session are counted.</param>
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
