namespace OptionAuctions.Venue.Scenarios;

/// <summary>The behaviour of the venue at one moment: its options, as the scenario changes them.</summary>
internal sealed record Behaviour
{
    public required int MaxRegistrations { get; init; }
    public required TimeSpan SlotHeld { get; init; }
    public required TimeSpan ApprovalKeyLife { get; init; }
    public required TimeSpan ApprovalEvery { get; init; }
    public required TimeSpan PingPongEvery { get; init; }
    public required TimeSpan PingPongAnswerWithin { get; init; }

    /// <summary>The first approval key of each app key has expired already when it is issued.</summary>
    public bool FirstApprovalKeyIsVoid { get; init; }

    /// <summary>Another host holds the slot of every app key and keeps it.</summary>
    public bool SlotTakenElsewhere { get; init; }

    /// <summary>Registrations of a lost session stay on the app key as ghosts: they belong to no session and count against its limit.</summary>
    public bool KeepsGhosts { get; init; }

    /// <summary><c>msg_cd</c> with which every <see cref="RefuseEvery"/>-th registration is refused; empty for none.</summary>
    public string RefuseWith { get; init; } = "";

    public int RefuseEvery { get; init; } = 1;

    /// <summary>Every so many answers, one is lost; 0 for none.</summary>
    public int LoseAnswerEvery { get; init; }

    /// <summary>Every so many answers, one is sent twice; 0 for none.</summary>
    public int DoubleAnswerEvery { get; init; }

    public TimeSpan AnswerDelay { get; init; }

    /// <summary>Every so many registrations, one is acknowledged and then gets no records; 0 for none.</summary>
    public int MuteEvery { get; init; }

    /// <summary>How long records of a released code are still sent.</summary>
    public TimeSpan LateFor { get; init; }

    /// <summary>A WebSocket Pong or Ping frame does not answer PINGPONG.</summary>
    public bool OnlyTextAnswersPingPong { get; init; }

    public bool SendsPingPong { get; init; } = true;
    public bool AnswersPing { get; init; } = true;
    public bool AnswersClose { get; init; } = true;

    /// <summary>An unsolicited WebSocket Pong frame ends the session.</summary>
    public bool CutsOnUnaskedPong { get; init; }

    /// <summary>Age at which a session is cut; <see langword="null"/> for never.</summary>
    public TimeSpan? SessionLife { get; init; }

    /// <summary>Error code with which approval is refused; empty for none.</summary>
    public string RefuseApprovalWith { get; init; } = "";

    public TimeSpan ApprovalDelay { get; init; }
    public TimeSpan HandshakeDelay { get; init; }
    public bool RefusesConnections { get; init; }

    /// <summary>Connections stay open and nothing is sent: no data, no answer, no PINGPONG.</summary>
    public bool Silent { get; init; }

    /// <summary>No data is sent; everything else goes on.</summary>
    public bool NoData { get; init; }

    /// <summary>Data is held back until the end of the sentence's window, and is sent all at once then.</summary>
    public bool HoldsData { get; init; }

    /// <summary>A call auction is held in the sentence's window, in addition to those of the day.</summary>
    public bool HoldsCallAfterHalt { get; init; }

    /// <summary>Stocks have a call auction in the sentence's window, as in a volatility interruption, in addition to those of the day.</summary>
    public bool InterruptsStocks { get; init; }

    /// <summary>Opening price of every stock against its previous close, percent; <see langword="null"/> for what the options say.</summary>
    public double? Gap { get; init; }

    public static Behaviour Of(VenueOptions options) => new()
    {
        MaxRegistrations = options.MaxRegistrations,
        SlotHeld = options.SlotHeldAfterUncleanEnd,
        ApprovalKeyLife = options.ApprovalKeyLife,
        ApprovalEvery = options.ApprovalEvery,
        PingPongEvery = options.PingPongEvery,
        PingPongAnswerWithin = options.PingPongAnswerWithin,
    };
}
