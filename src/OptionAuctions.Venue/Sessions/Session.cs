using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>One WebSocket session as the rules see it.</summary>
internal sealed class Session(int id, string path, ILine line, DateTimeOffset opened)
{
    public int Id => id;
    public ILine Line => line;
    public DateTimeOffset Opened => opened;
    public SessionEnd End { get; set; }
    public int? CloseCode { get; set; }

    /// <summary>Whose slot it holds; <see langword="null"/> before its first good registration.</summary>
    public string? AppKey { get; set; }

    public OrderedDictionary<(string TrId, OptionCode Code), Registration> Registrations { get; } = [];

    public DateTimeOffset NextPingPong { get; set; }
    public DateTimeOffset? UnansweredSince { get; set; }
    public byte[] LastPingPong { get; set; } = [];

    public long Frames { get; set; }
    public long Records { get; set; }
    public long Answers { get; set; }
    public long Requests { get; set; }
    public long PingPongs { get; set; }
    public long PingPongsAnswered { get; set; }
    public long PingPongsEchoed { get; set; }

    public bool IsOpen => End == SessionEnd.StillOpen;

    public SessionState Snapshot() => new(
        id, path, End, CloseCode, AppKey is not null && IsOpen,
        [.. Registrations.Select(r => new RegistrationState(r.Key.TrId, r.Key.Code, r.Value.Records))],
        Frames, Records, Answers, PingPongs, PingPongsAnswered, PingPongsEchoed, Requests);
}

/// <summary>What a session was sent for one pair.</summary>
internal sealed class Registration
{
    public long Records { get; set; }
}
