namespace OptionAuctions.Venue.Scenarios;

/// <summary>How the venue behaves at one moment: its options, and what the scenario makes of them.</summary>
internal sealed record Behaviour
{
    public required int MaxRegistrations { get; init; }
    public required TimeSpan SlotHeld { get; init; }
    public required TimeSpan ApprovalKeyLife { get; init; }
    public required TimeSpan ApprovalEvery { get; init; }
    public required TimeSpan PingPongEvery { get; init; }
    public required TimeSpan PingPongAnswerWithin { get; init; }

    /// <summary>Another host has every app key's slot and keeps it.</summary>
    public bool SlotTakenElsewhere { get; init; }

    /// <summary>Registrations of a lost session stay on the app key.</summary>
    public bool KeepsGhosts { get; init; }

    /// <summary><c>msg_cd</c> that registrations are answered with instead, every so many; empty for none.</summary>
    public string RefuseWith { get; init; } = "";

    public int RefuseEvery { get; init; } = 1;

    /// <summary>Every so many answers is lost, or sent twice; 0 for none.</summary>
    public int LoseAnswerEvery { get; init; }

    public int DoubleAnswerEvery { get; init; }

    public TimeSpan AnswerDelay { get; init; }

    /// <summary>Every so many registrations is acknowledged and then silent; 0 for none.</summary>
    public int MuteEvery { get; init; }

    /// <summary>How long a released code goes on.</summary>
    public TimeSpan LateFor { get; init; }

    /// <summary>A Pong or Ping frame does not answer PINGPONG.</summary>
    public bool OnlyTextAnswersPingPong { get; init; }

    public bool SendsPingPong { get; init; } = true;
    public bool AnswersPing { get; init; } = true;
    public bool AnswersClose { get; init; } = true;

    /// <summary>A Pong frame that nobody asked for ends the session.</summary>
    public bool CutsOnUnaskedPong { get; init; }

    /// <summary>A session is cut this long after it opened.</summary>
    public TimeSpan? SessionLife { get; init; }

    /// <summary>Error code that approval is refused with; empty for none.</summary>
    public string RefuseApprovalWith { get; init; } = "";

    public TimeSpan ApprovalDelay { get; init; }
    public TimeSpan HandshakeDelay { get; init; }
    public bool RefusesConnections { get; init; }

    /// <summary>Lines stay up and carry nothing: no data, no answer, no PINGPONG.</summary>
    public bool Silent { get; init; }

    /// <summary>No data; everything else goes on.</summary>
    public bool NoData { get; init; }

    /// <summary>Data is kept until this moment, and comes all at once then.</summary>
    public bool HoldsData { get; init; }

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
