namespace OptionAuctions.Connection;

/// <summary>Where the line of one app key stands.</summary>
public enum LineState
{
    /// <summary>Between two lives: waiting, longer after each life that was not stable.</summary>
    BackingOff,

    /// <summary>Getting an approval key, if the one at hand is not fit.</summary>
    Authorizing,

    /// <summary>Opening the socket.</summary>
    Connecting,

    /// <summary>The socket is open; not every code has its answer yet.</summary>
    Registering,

    /// <summary>The socket is open and every code has its answer.</summary>
    Live,

    /// <summary>The close frame is being sent, and what was received is on its way.</summary>
    Draining,

    /// <summary>No socket, and none will be opened.</summary>
    Closed,

    /// <summary>Another session holds the app key: waiting for it to go.</summary>
    SlotHeld,

    /// <summary>Not dialing, because it would do harm or no good; until then, or until a person acts.</summary>
    Parked,
}
