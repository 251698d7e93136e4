namespace OptionAuctions.Venue.Sessions;

/// <summary>What happens to a connection after a write.</summary>
internal enum AfterWrite
{
    /// <summary>The next write follows.</summary>
    GoOn,

    /// <summary>Nothing more is written; the reading side ends the connection.</summary>
    Finish,

    /// <summary>The connection ends without a close frame.</summary>
    HangUp,
}
