namespace OptionAuctions.Venue.Sessions;

/// <summary>The kind of a client's request.</summary>
internal enum RequestKind
{
    /// <summary>A message that is no valid request.</summary>
    Refused,

    /// <summary>An answer to PINGPONG.</summary>
    PingPong,

    /// <summary>A registration: <c>tr_type</c> 1.</summary>
    Register,

    /// <summary>A release: <c>tr_type</c> 2.</summary>
    Release,
}
