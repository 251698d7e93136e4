namespace OptionAuctions.Venue.Sessions;

/// <summary>The open sessions, and the last ones that ended.</summary>
internal sealed class SessionBook
{
    private const int MaxRemembered = 1024;

    private readonly List<Session> _open = [];
    private readonly List<Session> _all = [];

    public IReadOnlyList<Session> Open => _open;
    public int Opened { get; private set; }
    public int Ended => Opened - _open.Count;

    public Session Add(string path, IClientConnection connection, DateTimeOffset now)
    {
        var session = new Session(++Opened, path, connection, now);
        _open.Add(session);
        _all.Add(session);
        if (_all.Count > MaxRemembered && _all.FindIndex(s => !s.IsOpen) is >= 0 and var oldest) _all.RemoveAt(oldest);
        return session;
    }

    public void Close(Session session) => _open.Remove(session);

    public IReadOnlyList<SessionState> Snapshot() => [.. _all.Select(s => s.Snapshot())];
}
