using Akka.Actor;

namespace OptionAuctions;

/// <summary>
/// The base class of a host's own actor for one code: it receives the auction as it is, then each change, by the hooks that it overrides. Otherwise it
/// is an ordinary <see cref="ReceiveActor"/>, with children, <see cref="IWithTimers"/>, a stash and whatever else Akka has.
/// </summary>
/// <remarks>
/// <para>The auction is kept outside this actor, so it survives whatever happens here. While a hook runs, newer states replace older ones; an
/// actor that takes longer than <see cref="AuctionOptions.CodeActorSlowAfter"/> is reported as <see cref="CodeLagging"/>. One that throws is
/// restarted and begins with a snapshot; see <see cref="AuctionOptions.CodeActorRestarts"/>. It is stopped with its code.</para>
/// <para>The hooks are called whatever the actor has become: <c>Become</c> changes what happens to its other messages. These go to the handlers that
/// its constructor declares with <c>Receive</c>, or else to <see cref="OnMessage"/>; after <c>Become</c>, to the new behaviour. A hook that calls
/// <c>Stash.Stash()</c> puts the whole delivery off: its hooks are called again once it is unstashed, and until then nothing more is delivered.</para>
/// </remarks>
public abstract class CodeActor : ReceiveActor
{
    private readonly Receive _initialBehaviour;
    private bool _hasSnapshot, _restGoesToOnMessage;

    /// <summary>Creates the actor.</summary>
    protected CodeActor() => _initialBehaviour = Receive;

    private int Stashed => (this as IActorStash)?.Stash.Count ?? 0;

    /// <summary>Calls the hooks, in the order in which the changes happened; a message of another kind goes to the behaviour.</summary>
    protected override bool AroundReceive(Receive receive, object message)
    {
        if (message is AuctionChanges changes)
        {
            OnDelivery(changes);
            return true;
        }

        _restGoesToOnMessage = receive.Equals(_initialBehaviour);
        return base.AroundReceive(receive, message);
    }

    /// <summary>A message that no handler takes: of those of the constructor, it goes to <see cref="OnMessage"/>.</summary>
    protected override void Unhandled(object message)
    {
        if (!_restGoesToOnMessage)
        {
            base.Unhandled(message);
            return;
        }

        _restGoesToOnMessage = false; // it may leave it unhandled too
        OnMessage(message);
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

    /// <summary>The order book changed without a record: see <see cref="AuctionState.Detail"/>.</summary>
    protected virtual void OnBook(in AuctionState auction)
    {
    }

    /// <summary>All hooks of one delivery have run. For work that is better done once for all of them.</summary>
    protected virtual void OnDelivered()
    {
    }

    /// <summary>
    /// Any other message: from timers, children, or actors that know this actor's address. Only those that no handler of the constructor takes, and only
    /// while the actor has not become anything else.
    /// </summary>
    protected virtual void OnMessage(object message) => Unhandled(message);

    private void OnDelivery(AuctionChanges changes)
    {
        // A delivery from before a restart does not begin with a snapshot; the one with the snapshot for this instance follows.
        _hasSnapshot |= changes.Count > 0 && changes[0].Kind == ChangeKind.Snapshot;
        if (!_hasSnapshot) return;
        var stashed = Stashed;
        foreach (ref readonly var change in changes)
        {
            CallHook(change);
            if (Stashed > stashed) return; // the hook has put the delivery off
        }

        OnDelivered();
        if (Stashed <= stashed) Sender.Tell(changes.Ack);
    }

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
            case ChangeKind.Book:
                OnBook(change.Current);
                break;
        }
    }
}
