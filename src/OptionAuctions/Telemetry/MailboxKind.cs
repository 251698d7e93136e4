namespace OptionAuctions.Telemetry;

/// <summary>
/// Actors whose mailboxes are watched, one kind each. The window of a kind is what its protocol allows to wait in one mailbox at a time; what
/// others send unasked, such as questions about a code or acks of no delivery, is not in it and is theirs to bound.
/// </summary>
public enum MailboxKind
{
    /// <summary>
    /// The router: two batches of records, a word each of stream, feed and clock, and for each actor under it what asked for it, an answer, its end:
    /// two of these at a time. They come from as many actors and are a word each, so there is nothing to gather them in; what one actor has to say
    /// of many codes, such as how their registrations stand, is one message. So 16 and two for each code, actor of the host's own and subscription.
    /// </summary>
    Router,

    /// <summary>
    /// One code: a wake, one of its own after a restart, two questions whether it is through; and from each subscription that it follows, and
    /// that it no longer does. So 4 and two for each subscription.
    /// </summary>
    Code,

    /// <summary>
    /// One subscription, whatever the number of its codes: two words that its outbox holds something, one that it is overrun, an ack, a timer, a
    /// question, the codes it covers from the start and those that come with the next one, the end of the subscriber. So 9.
    /// </summary>
    Subscription,

    /// <summary>
    /// The supervisor of a host's own actor: a delivery of this subscription and of the last, the ack of each, the end of either, a timer, the
    /// end of code and actor. So 9.
    /// </summary>
    CodeActorHost,

    /// <summary>
    /// A host's own actor: one delivery, and one that a former self left behind. So 2; what its own timers, children and friends have sent is not
    /// in that, but is seen when it waits as a delivery comes.
    /// </summary>
    CodeActor,
}

/// <summary>The longest that mailboxes of one kind have been since the feed began.</summary>
/// <param name="Longest">Messages that waited in one of them at a time, at most.</param>
/// <param name="Window">Messages that the protocol allows, with as many codes and subscriptions as there were; see <see cref="MailboxKind"/>.</param>
public readonly record struct MailboxPeak(int Longest, int Window);
