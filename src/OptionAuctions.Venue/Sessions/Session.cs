namespace OptionAuctions.Venue.Sessions;

/// <summary>One WebSocket session: the state that the venue's rules keep of it.</summary>
internal sealed class Session(int id, string path, IClientConnection connection, DateTimeOffset opened)
{
    public IClientConnection Connection => connection;
    public DateTimeOffset Opened => opened;
    public SessionEnd End { get; set; }
    public int? CloseCode { get; set; }

    /// <summary>The app key whose slot it holds; <see langword="null"/> before its first request with a valid approval key.</summary>
    public string? AppKey { get; set; }

    public OrderedDictionary<RegistrationKey, Registration> Registrations { get; } = [];

    /// <summary>Released keys whose records are still sent, with the moment at which that ends.</summary>
    public Dictionary<RegistrationKey, DateTimeOffset> Late { get; } = [];

    public DateTimeOffset NextPingPong { get; set; }
    public DateTimeOffset? UnansweredSince { get; set; }
    public byte[] LastPingPong { get; set; } = [];

    /// <summary>A data message that is held back for the next one, and whether both become one.</summary>
    public (byte[] Text, bool Joins)? Kept { get; set; }

    /// <summary>True when it was sent the beginning of a message that never ends; nothing can be sent after that.</summary>
    public bool IsUnfinished { get; set; }

    /// <summary>Number of data messages made for it, sent or not.</summary>
    public long FramesMade { get; set; }

    public long AnswersMade { get; set; }
    public long RegistrationsAsked { get; set; }

    public long Frames { get; set; }
    public long Records { get; set; }
    public long Answers { get; set; }
    public long Requests { get; set; }
    public long PingPongs { get; set; }
    public long PingPongsAnswered { get; set; }
    public long PingPongsEchoed { get; set; }

    public bool IsOpen => End == SessionEnd.StillOpen;

    /// <summary>True when a record of the key is to be sent now.</summary>
    public bool Wants(RegistrationKey key, DateTimeOffset now) =>
        Registrations.TryGetValue(key, out var registration) ? !registration.IsMute : Late.TryGetValue(key, out var until) && now < until;

    public SessionState Snapshot() => new(
        id, path, End, CloseCode, AppKey is not null && IsOpen,
        [.. Registrations.Select(r => new RegistrationState(r.Key.TrId, r.Key.Code, r.Value.Records))],
        Frames, Records, Answers, PingPongs, PingPongsAnswered, PingPongsEchoed, Requests);
}
