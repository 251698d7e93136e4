using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>What the feed does about an answer of the venue.</summary>
public enum Reaction
{
    /// <summary>The code is registered.</summary>
    Activate,

    /// <summary>The code is registered no longer.</summary>
    Release,

    /// <summary>Ask for the code again, a few times.</summary>
    RetryCode,

    /// <summary>Never ask for the code again.</summary>
    RefuseCode,

    /// <summary>Ask for no more codes than are active, and keep the rest waiting.</summary>
    ShrinkCapacity,

    /// <summary>End this life and come back with a new approval key; the second time in a row, park.</summary>
    NewKey,

    /// <summary>Another session holds the app key: close, wait long, keep the key.</summary>
    WaitForSlot,

    /// <summary>Stop and say so: nothing that the process can do would help.</summary>
    Park,
}

/// <summary>The venue's answers and what is done about each. Source of the reactions: the incidents that public clients had.</summary>
public static class Verdict
{
    /// <summary>The reaction to an answer.</summary>
    public static Reaction On(Answer answer) => answer switch
    {
        Answer.Subscribed or Answer.AlreadySubscribed => Reaction.Activate,
        Answer.Unsubscribed or Answer.NotSubscribed => Reaction.Release,
        Answer.InvalidCode => Reaction.RefuseCode,
        Answer.CapReached => Reaction.ShrinkCapacity,
        Answer.ApprovalNotFound => Reaction.NewKey,
        Answer.AlreadyInUse => Reaction.WaitForSlot,
        Answer.InvalidAppKey or Answer.InvalidTr or Answer.BadRequest => Reaction.Park,
        _ => Reaction.RetryCode, // the venue's own trouble, and what nobody has seen yet
    };

    /// <summary>True when the reaction concerns the session, whatever code the answer names.</summary>
    public static bool EndsLife(this Reaction reaction) => reaction is Reaction.NewKey or Reaction.WaitForSlot or Reaction.Park;
}
