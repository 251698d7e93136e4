namespace OptionAuctions.Wire;

/// <summary>The meaning of the venue's answer to a registration or a release.</summary>
public enum Answer
{
    /// <summary>The answer's code is on no public list. Transient until more is known; keep its text.</summary>
    Unknown,

    /// <summary>The topic is registered.</summary>
    Registered,

    /// <summary>The topic is no longer registered.</summary>
    Released,

    /// <summary>The topic was registered before this request. After a reconnect: a registration that the venue kept from the lost session (a ghost).</summary>
    AlreadyRegistered,

    /// <summary>The topic to be released was not registered.</summary>
    NotRegistered,

    /// <summary>An error inside the venue.</summary>
    InternalError,

    /// <summary>The session has no slot left.</summary>
    CapReached,

    /// <summary>The venue's back end could not be reached.</summary>
    BackEndFailed,

    /// <summary>The app key is not valid.</summary>
    InvalidAppKey,

    /// <summary>The approval key is unknown to the venue, or no longer valid.</summary>
    ApprovalNotFound,

    /// <summary>The TR does not exist.</summary>
    InvalidTr,

    /// <summary>The code does not exist.</summary>
    InvalidCode,

    /// <summary>Another session holds this app key.</summary>
    AlreadyInUse,

    /// <summary>The venue has no capacity.</summary>
    NoResource,

    /// <summary>The request does not follow the venue's protocol: an error of this library.</summary>
    BadRequest,
}
