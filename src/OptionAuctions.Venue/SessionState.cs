namespace OptionAuctions.Venue;

/// <summary>The state of one WebSocket session.</summary>
/// <param name="Id">1 for the first since the start.</param>
/// <param name="Path">The path it was opened on.</param>
/// <param name="End">How it ended, or that it has not.</param>
/// <param name="CloseCode">The code of the WebSocket close frame that ended it; <see langword="null"/> when there was none.</param>
/// <param name="HoldsSlot">True while it holds the one slot of its app key.</param>
/// <param name="Registrations">Its registrations, in the order in which they were made.</param>
/// <param name="FramesSent">Data messages sent, each in one WebSocket frame.</param>
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
    /// <summary>True while the connection is open.</summary>
    public bool IsOpen => End == SessionEnd.StillOpen;

    /// <summary>The codes registered under any TR, in order.</summary>
    public IEnumerable<Instrument> Codes => Registrations.Select(r => r.Code);
}
