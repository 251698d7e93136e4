using Akka.Actor;
using OptionAuctions.Connection;
using OptionAuctions.Subscribers;

namespace OptionAuctions.Codes;

/// <summary>
/// A host's own actor for one code: hears the auction as it is, then what becomes of it. An ordinary actor beside that, with children,
/// <see cref="IWithTimers"/> and whatever else Akka has; only what it <c>Become</c>s is ours, so use <see cref="OnMessage"/>.
/// </summary>
/// <remarks>
/// The auction is not kept here but beside it, so it survives whatever happens here. While a hook runs, newer states take the place of
/// older ones; one that takes longer than <see cref="FeedOptions.CodeActorSlowAfter"/> is told as <see cref="CodeLagging"/>. One that
/// throws is restarted and begins with a snapshot; see <see cref="FeedOptions.CodeActorRestarts"/>. It is stopped with its code.
/// </remarks>
public abstract class CodeActor : UntypedActor
{
    private bool _begun;

    /// <summary>Calls the hooks, in the order in which things happened; a message of another kind goes to <see cref="OnMessage"/>.</summary>
    protected sealed override void OnReceive(object message)
    {
        if (message is not AuctionChanges changes)
        {
            OnMessage(message);
            return;
        }

        // What was under way to a former self does not begin with a snapshot; one for this self is coming.
        _begun |= changes.Count > 0 && changes[0].Kind == ChangeKind.Snapshot;
        if (!_begun) return;
        foreach (ref readonly var change in changes) Hear(change);
        OnDelivered();
        Sender.Tell(changes.Ack);
    }

    /// <summary>The first word, after a restart too: the auction so far.</summary>
    protected virtual void OnSnapshot(in AuctionState auction)
    {
    }

    /// <summary>A record came, or several: <see cref="AuctionChanged.Conflated"/> says how many beside the newest.</summary>
    protected virtual void OnRecord(in AuctionChanged change)
    {
    }

    /// <summary>Trading stands elsewhere: see <see cref="AuctionState.Session"/>.</summary>
    protected virtual void OnPhase(in AuctionState auction)
    {
    }

    /// <summary>Records may be missing: see <see cref="AuctionState.LastGap"/>.</summary>
    protected virtual void OnGap(in AuctionState auction)
    {
    }

    /// <summary>The indication is not to be trusted as current: see <see cref="AuctionState.Stale"/>.</summary>
    protected virtual void OnStale(in AuctionState auction)
    {
    }

    /// <summary>The price that the call crossed at is known: see <see cref="AuctionState.FinalPrice"/>.</summary>
    protected virtual void OnFinal(in AuctionState auction)
    {
    }

    /// <summary>The registration stands elsewhere: see <see cref="AuctionState.Registration"/>. Released is the last word on a code.</summary>
    protected virtual void OnRegistration(in AuctionState auction)
    {
    }

    /// <summary>Codes and clock contradict each other: see <see cref="AuctionState.Session"/>.</summary>
    protected virtual void OnDisagreement(in AuctionState auction)
    {
    }

    /// <summary>All hooks of one delivery have run: the place for what is worth doing once for all of them.</summary>
    protected virtual void OnDelivered()
    {
    }

    /// <summary>Any message of yours: of timers, children, or whom you gave your address.</summary>
    protected virtual void OnMessage(object message) => Unhandled(message);

    private void Hear(in AuctionChanged change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Snapshot:
                OnSnapshot(change.Current);
                break;
            case ChangeKind.Indication:
                OnRecord(change);
                break;
            case ChangeKind.Phase:
                OnPhase(change.Current);
                break;
            case ChangeKind.Gap:
                OnGap(change.Current);
                break;
            case ChangeKind.Stale:
                OnStale(change.Current);
                break;
            case ChangeKind.Final:
                OnFinal(change.Current);
                break;
            case ChangeKind.Registration:
                OnRegistration(change.Current);
                break;
            case ChangeKind.Disagreement:
                OnDisagreement(change.Current);
                break;
        }
    }
}
