namespace OptionAuctions;

/// <summary>The states of one app key's session at the venue.</summary>
public enum AppKeySessionState
{
    /// <summary>Between two connections: waiting, longer after each connection that was not stable.</summary>
    BackingOff,

    /// <summary>Getting an approval key, if the present one cannot be used.</summary>
    Authorizing,

    /// <summary>Opening the socket.</summary>
    Connecting,

    /// <summary>The socket is open; the venue has not answered every registration yet.</summary>
    Registering,

    /// <summary>The socket is open and the venue has answered every registration.</summary>
    Live,

    /// <summary>The WebSocket close frame is being sent, and the messages received before it are still being processed.</summary>
    Draining,

    /// <summary>No socket is open, and none will be opened.</summary>
    Closed,

    /// <summary>Another session holds the app key: waiting for that session to end.</summary>
    SlotHeld,

    /// <summary>Not connecting, because it would do harm or no good: until <see cref="AppKeySessionStatus.Until"/>, or until a person acts.</summary>
    Parked,
}
