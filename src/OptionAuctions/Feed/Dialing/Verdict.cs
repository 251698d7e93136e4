using OptionAuctions.Wire;

namespace OptionAuctions.Feed.Dialing;

/// <summary>The verdict on an answer of the venue: what the feed does about it.</summary>
/// <param name="Reaction">The reaction.</param>
/// <param name="IsAlarm">True when a person should know: it is logged as a warning.</param>
internal sealed record Verdict(Reaction Reaction, bool IsAlarm)
{
    /// <summary>True when the reaction ends the connection, whatever code the answer names.</summary>
    public bool EndsConnection => Ends(Reaction);

    /// <summary>
    /// False for an answer that cannot be acted upon: it registers, releases or refuses a code without naming one, or names something that is no code
    /// or no TR of this feed. An error of the session is about all of it, whatever it names.
    /// </summary>
    public static bool IsAttributable(AnswerSubject subject, Reaction reaction) => Ends(reaction)
        || (!subject.IsForeign && (!subject.Code.IsNone || reaction is not (Reaction.Activate or Reaction.Release or Reaction.RefuseCode)));

    private static bool Ends(Reaction reaction) => reaction is Reaction.NewKey or Reaction.WaitForSlot or Reaction.Park;

    /// <summary>Returns the verdict on an answer. Source of the reactions: the incidents that public clients of this venue had.</summary>
    public static Verdict On(Answer answer) => answer switch
    {
        Answer.Unknown => new(Reaction.RetryRegistration, IsAlarm: true), // bounded by the tries of a connection, and reported with its text
        Answer.Registered => new(Reaction.Activate, IsAlarm: false),
        Answer.Released => new(Reaction.Release, IsAlarm: false),
        Answer.AlreadyRegistered => new(Reaction.Activate, IsAlarm: false), // harmless; after a reconnect it is left over from the old connection
        Answer.NotRegistered => new(Reaction.Release, IsAlarm: false),
        Answer.InternalError => new(Reaction.RetryRegistration, IsAlarm: false),
        Answer.CapReached => new(Reaction.ShrinkCapacity, IsAlarm: true), // an alarm, since no session here serves these codes
        Answer.BackEndFailed => new(Reaction.RetryRegistration, IsAlarm: false),
        Answer.InvalidAppKey => new(Reaction.Park, IsAlarm: true),
        Answer.ApprovalNotFound => new(Reaction.NewKey, IsAlarm: false), // the key has expired after a day; a second refusal parks, with an alarm
        Answer.InvalidTr => new(Reaction.Park, IsAlarm: true),
        Answer.InvalidCode => new(Reaction.RefuseCode, IsAlarm: true),
        Answer.AlreadyInUse => new(Reaction.WaitForSlot, IsAlarm: true), // a new key would only evict the other session
        Answer.NoResource => new(Reaction.RetryRegistration, IsAlarm: true),
        Answer.BadRequest => new(Reaction.Park, IsAlarm: true), // our mistake: repeating it leads to a ban
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "no such answer"),
    };
}
