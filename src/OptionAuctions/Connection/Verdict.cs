using System.Collections.Frozen;
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

/// <summary>What an answer of the venue means for the feed.</summary>
/// <param name="Reaction">What is done.</param>
/// <param name="IsAlarm">True when a person should know: it is logged as a warning.</param>
public sealed record Verdict(Reaction Reaction, bool IsAlarm)
{
    // Source of the reactions: the incidents that public clients of this venue had.
    private static readonly FrozenDictionary<Answer, Verdict> Table = new Dictionary<Answer, Verdict>
    {
        [Answer.Unknown] = new(Reaction.RetryCode, IsAlarm: true), // bounded by the tries of a life, and told with its text
        [Answer.Subscribed] = new(Reaction.Activate, IsAlarm: false),
        [Answer.Unsubscribed] = new(Reaction.Release, IsAlarm: false),
        [Answer.AlreadySubscribed] = new(Reaction.Activate, IsAlarm: false), // harmless, and after a reconnect a ghost of the old session
        [Answer.NotSubscribed] = new(Reaction.Release, IsAlarm: false),
        [Answer.InternalError] = new(Reaction.RetryCode, IsAlarm: false),
        [Answer.CapReached] = new(Reaction.ShrinkCapacity, IsAlarm: true), // never silently: these codes are served by nobody here
        [Answer.BackEndFailed] = new(Reaction.RetryCode, IsAlarm: false),
        [Answer.InvalidAppKey] = new(Reaction.Park, IsAlarm: true),
        [Answer.ApprovalNotFound] = new(Reaction.NewKey, IsAlarm: false), // a day's key grown old; a second refusal parks and alarms
        [Answer.InvalidTr] = new(Reaction.Park, IsAlarm: true),
        [Answer.InvalidCode] = new(Reaction.RefuseCode, IsAlarm: true),
        [Answer.AlreadyInUse] = new(Reaction.WaitForSlot, IsAlarm: true), // a new key would only evict somebody
        [Answer.NoResource] = new(Reaction.RetryCode, IsAlarm: true),
        [Answer.BadRequest] = new(Reaction.Park, IsAlarm: true), // our mistake: saying it again is how one gets banned
    }.ToFrozenDictionary();

    /// <summary>True when the reaction concerns the session, whatever code the answer names.</summary>
    public bool EndsLife => Reaction is Reaction.NewKey or Reaction.WaitForSlot or Reaction.Park;

    /// <summary>The verdict on an answer.</summary>
    public static Verdict On(Answer answer) => Table[answer];
}
