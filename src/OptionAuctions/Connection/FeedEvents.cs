using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>What happens to a feed as a whole. Published on the actor system's event stream.</summary>
public interface IFeedEvent
{
    /// <summary>When, by the host's clock, KST.</summary>
    DateTimeOffset At { get; }
}

/// <summary>The socket is open; codes are being registered.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Line">Place of the app key in the options, from 0.</param>
/// <param name="Epoch">Life of the connection, counted from 1.</param>
public sealed record FeedOpened(DateTimeOffset At, int Line, int Epoch) : IFeedEvent;

/// <summary>The socket is gone. Every indication is stale until its next record.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Line">Place of the app key in the options, from 0.</param>
/// <param name="Epoch">Life that ended.</param>
/// <param name="Reason">Why, without secrets.</param>
public sealed record FeedLost(DateTimeOffset At, int Line, int Epoch, string Reason) : IFeedEvent;

/// <summary>The first registration after a loss was acknowledged; what came between was missed for good.</summary>
/// <param name="At">When, KST: the end of the gap.</param>
/// <param name="Line">Place of the app key in the options, from 0.</param>
/// <param name="Epoch">The new life.</param>
/// <param name="From">When word was lost, KST.</param>
/// <param name="Reason">Why.</param>
public sealed record FeedResumed(DateTimeOffset At, int Line, int Epoch, DateTimeOffset From, string Reason) : IFeedEvent;

/// <summary>The feed does not try to connect for now.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Line">Place of the app key in the options, from 0.</param>
/// <param name="Reason">Why, without secrets.</param>
/// <param name="Until">When it tries again, KST; <see langword="null"/> when a person has to act.</param>
public sealed record FeedBlocked(DateTimeOffset At, int Line, string Reason, DateTimeOffset? Until) : IFeedEvent;

/// <summary>Messages were thrown away because the stream was behind.</summary>
/// <param name="At">When the stream noticed, KST.</param>
/// <param name="From">Receive time of the first, KST.</param>
/// <param name="To">Receive time of the last, KST.</param>
/// <param name="Codes">Codes that lost records.</param>
public sealed record FeedShed(DateTimeOffset At, DateTimeOffset From, DateTimeOffset To, int Codes) : IFeedEvent;

/// <summary>Records have failed to come although a session is open. The line may be well; nothing is reconnected for this.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Since">Last record, or the beginning of the session, KST.</param>
/// <param name="Canary">The code that should have spoken; <see langword="null"/> for any.</param>
public sealed record FeedDataStale(DateTimeOffset At, DateTimeOffset Since, OptionCode? Canary) : IFeedEvent;

/// <summary>A subscription ended without having been asked to; the others go on.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Subscriber">Path of the subscriber.</param>
/// <param name="Reason">Why.</param>
public sealed record SubscriberRemoved(DateTimeOffset At, string Subscriber, EndReason Reason) : IFeedEvent;

/// <summary>Something that a person should see to before it becomes a fault, such as a calendar that runs out.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Text">A sentence, without secrets.</param>
public sealed record FeedWarned(DateTimeOffset At, string Text) : IFeedEvent;

/// <summary>A registration of a code stands elsewhere. One code can have two: for its expected executions, and for its trades.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Code">The code.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">The venue's words or ours, without secrets; empty when nothing is wrong.</param>
/// <param name="Kind">What the registration is for.</param>
public sealed record CodeRegistrationChanged(
    DateTimeOffset At, OptionCode Code, RegistrationStatus Status, string Reason, RecordKind Kind = RecordKind.ExpectedExecution) : IFeedEvent;

/// <summary>A host's own actor for a code threw and begins anew with a snapshot; nothing but itself is affected.</summary>
/// <param name="At">When, KST.</param>
/// <param name="Code">The code.</param>
/// <param name="Reason">What it threw, 256 characters at most, without the feed's secrets.</param>
public sealed record CodeActorRestarted(DateTimeOffset At, OptionCode Code, string Reason) : IFeedEvent;

/// <summary>
/// A host's own actor for a code is no more: it threw too often, stopped itself, or could not be made. The code's auction and its
/// subscribers go on without it.
/// </summary>
/// <param name="At">When, KST.</param>
/// <param name="Code">The code.</param>
/// <param name="Reason">Why, 256 characters at most, without the feed's secrets.</param>
public sealed record CodeActorStopped(DateTimeOffset At, OptionCode Code, string Reason) : IFeedEvent;

/// <summary>
/// A host's own actor for a code is slow: it has not been done with a delivery for <see cref="FeedOptions.CodeActorSlowAfter"/>. Told again
/// only after it was in time once.
/// </summary>
/// <param name="At">When, KST.</param>
/// <param name="Code">The code.</param>
/// <param name="Conflated">Revisions that newer ones have replaced since the delivery it is at; it will not see them.</param>
public sealed record CodeLagging(DateTimeOffset At, OptionCode Code, long Conflated) : IFeedEvent;
