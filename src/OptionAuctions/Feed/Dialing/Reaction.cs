namespace OptionAuctions.Feed.Dialing;

/// <summary>The feed's reaction to an answer of the venue.</summary>
internal enum Reaction
{
    /// <summary>Marks the code as registered.</summary>
    Activate,

    /// <summary>Marks the code as no longer registered.</summary>
    Release,

    /// <summary>Requests the registration again, a few times.</summary>
    RetryRegistration,

    /// <summary>Never requests the registration again.</summary>
    RefuseCode,

    /// <summary>Requests no more registrations than are active; the others wait.</summary>
    ShrinkCapacity,

    /// <summary>Ends the connection and dials again with a new approval key; the second time in a row, parks.</summary>
    NewKey,

    /// <summary>Closes, waits long and keeps the approval key, since another session holds the app key.</summary>
    WaitForSlot,

    /// <summary>Stops dialing and reports it, since nothing that the process can do would help.</summary>
    Park,
}
