using Akka.Actor;

namespace OptionAuctions;

/// <summary>
/// The base class of a host's own actor for one code: it receives the auction as it is, then each change. Otherwise it is an ordinary actor, with
/// children, <see cref="IWithTimers"/> and whatever else Akka has; only <c>Become</c> is reserved, so use <see cref="OnMessage"/>.
/// </summary>
/// <remarks>
/// The auction is kept outside this actor, so it survives whatever happens here. While a hook runs, newer states replace older ones; an
/// actor that takes longer than <see cref="AuctionOptions.CodeActorSlowAfter"/> is reported as <see cref="CodeLagging"/>. One that throws is
/// restarted and begins with a snapshot; see <see cref="AuctionOptions.CodeActorRestarts"/>. It is stopped with its code.
/// </remarks>
public abstract class CodeActor : UntypedActor
{
    private bool _hasSnapshot;

    /// <summary>Calls the hooks, in the order in which the changes happened; a message of another kind goes to <see cref="OnMessage"/>.</summary>
    protected sealed override void OnReceive(object message)
    {
        if (message is not AuctionChanges changes)
        {
            OnMessage(message);
            return;
        }

        // A delivery from before a restart does not begin with a snapshot; the one with the snapshot for this instance follows.
        _hasSnapshot |= changes.Count > 0 && changes[0].Kind == ChangeKind.Snapshot;
        if (!_hasSnapshot) return;
        foreach (ref readonly var change in changes) CallHook(change);
        OnDelivered();
        Sender.Tell(changes.Ack);
    }

    /// <summary>The first change, after a restart too: the auction so far.</summary>
    protected virtual void OnSnapshot(in AuctionState auction)
    {
    }

    /// <summary>A record came, or several: <see cref="AuctionChanged.Conflated"/> is their number without the newest.</summary>
    protected virtual void OnRecord(in AuctionChanged change)
    {
    }

    /// <summary>Phase or call changed: see <see cref="AuctionState.Session"/>.</summary>
    protected virtual void OnPhase(in AuctionState auction)
    {
    }

    /// <summary>Records may be missing: see <see cref="AuctionState.LastGap"/>.</summary>
    protected virtual void OnGap(in AuctionState auction)
    {
    }

    /// <summary>The indication can no longer be trusted as current: see <see cref="AuctionState.Stale"/>.</summary>
    protected virtual void OnStale(in AuctionState auction)
    {
    }

    /// <summary>The price at which the call crossed is known: see <see cref="AuctionState.FinalPrice"/>.</summary>
    protected virtual void OnFinal(in AuctionState auction)
    {
    }

    /// <summary>The status of the registration changed: see <see cref="AuctionState.Registration"/>. Released is the last change of a code.</summary>
    protected virtual void OnRegistration(in AuctionState auction)
    {
    }

    /// <summary>The venue's codes and the session clock contradict each other: see <see cref="AuctionState.Session"/>.</summary>
    protected virtual void OnDisagreement(in AuctionState auction)
    {
    }

    /// <summary>All hooks of one delivery have run. For work that is better done once for all of them.</summary>
    protected virtual void OnDelivered()
    {
    }

    /// <summary>Any other message: from timers, children, or actors that know this actor's address.</summary>
    protected virtual void OnMessage(object message) => Unhandled(message);

    private void CallHook(in AuctionChanged change)
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
