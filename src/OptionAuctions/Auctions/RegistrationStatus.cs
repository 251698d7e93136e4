namespace OptionAuctions;

/// <summary>The status of a code's registration at the venue.</summary>
public enum RegistrationStatus : byte
{
    /// <summary>Wanted, and not requested yet.</summary>
    Pending,

    /// <summary>Requested; the venue has not answered.</summary>
    Requested,

    /// <summary>Acknowledged over the present connection. Proves that the venue accepted the request, not that the code exists.</summary>
    Active,

    /// <summary>Refused permanently: the venue says that the code does not exist.</summary>
    Refused,

    /// <summary>There is no slot for it; it is requested when one becomes free.</summary>
    Deferred,

    /// <summary>Its release is wanted; the venue has not acknowledged it.</summary>
    Releasing,

    /// <summary>No longer wanted and no longer registered.</summary>
    Released,
}
