namespace OptionAuctions.TestKit;

/// <summary>The kind of a script's event.</summary>
internal enum ScriptEvent
{
    /// <summary>The clock reaches a time, and nothing else happens.</summary>
    Time,

    /// <summary>A message arrives.</summary>
    Message,

    /// <summary>The connection is lost.</summary>
    ConnectionLost,

    /// <summary>The connection is restored, and the codes are registered.</summary>
    ConnectionRestored,
}
