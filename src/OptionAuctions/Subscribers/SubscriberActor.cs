using Akka.Actor;
using Akka.Event;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions;

/// <summary>
/// The base class of an actor that subscribes to auctions: it subscribes when it starts, receives each change in order, and acknowledges each
/// delivery when it has handled it. Its <see cref="Delivery"/> decides about changes that come while it is busy; by default newer states replace
/// older ones. Otherwise it is an ordinary <see cref="ReceiveActor"/>.
/// </summary>
/// <remarks>
/// Changes are received whatever the actor has become: <c>Become</c> changes what happens to its other messages. These go to the handlers that its
/// constructor declares with <c>Receive</c>, or else to <see cref="OnMessage"/>; after <c>Become</c>, to the new behaviour. A call of
/// <c>Stash.Stash()</c> in <see cref="OnChange"/> puts the whole delivery off: its changes are handled again once it is unstashed, and until then
/// nothing more is delivered.
/// </remarks>
public abstract class SubscriberActor : ReceiveActor
{
    private readonly IActorRef _auctions;
    private readonly Receive _initialBehaviour;
    private AuctionProtocol.Subscribe _request;
    private object _token = new(); // of the subscription that was requested last
    private IActorRef? _watched;
    private bool _restGoesToOnMessage;

    /// <summary>Creates the actor.</summary>
    /// <param name="auctions">The router, for example from <c>IRequiredActor&lt;AuctionRouter&gt;</c>.</param>
    /// <param name="codes">The codes to subscribe to; <see langword="null"/> for all that are followed.</param>
    /// <param name="delivery">The contract of delivery while it is slower than the market; default <see cref="Delivery.Latest"/>.</param>
    protected SubscriberActor(IActorRef auctions, IReadOnlyCollection<Instrument>? codes = null, Delivery? delivery = null)
        : this(auctions, new AuctionProtocol.Subscribe(ActorRefs.Nobody, codes) { Delivery = delivery ?? Delivery.Latest })
    {
    }

    /// <summary>Creates the actor with a condition on the codes: it subscribes to all that are followed and meet it, and to those that will.</summary>
    /// <param name="auctions">The router, for example from <c>IRequiredActor&lt;AuctionRouter&gt;</c>.</param>
    /// <param name="where">The condition; see <see cref="AuctionProtocol.Subscribe.Where"/>.</param>
    /// <param name="delivery">The contract of delivery while it is slower than the market; default <see cref="Delivery.Latest"/>.</param>
    protected SubscriberActor(IActorRef auctions, Func<Instrument, ListedSeries?, bool> where, Delivery? delivery = null)
        : this(auctions, new AuctionProtocol.Subscribe(ActorRefs.Nobody) { Where = where, Delivery = delivery ?? Delivery.Latest })
    {
    }

    private SubscriberActor(IActorRef auctions, AuctionProtocol.Subscribe request)
    {
        (_auctions, _request) = (auctions, request with { Subscriber = Self });
        _initialBehaviour = Receive;
    }

    private int Stashed => (this as IActorStash)?.Stash.Count ?? 0;

    /// <summary>
    /// Subscribes. A restarted actor does so again and begins with a snapshot. An override that does not call it has to call <see cref="Subscribe"/> later.
    /// </summary>
    protected override void PreStart() => Subscribe();

    /// <summary>Handles deliveries and the end of the subscription; everything else goes to the behaviour.</summary>
    protected override bool AroundReceive(Receive receive, object message)
    {
        switch (message)
        {
            case AuctionChanges changes:
                if (IsOfPresent(changes.Token)) OnDelivery(changes);
                return true;
            case AuctionProtocol.SubscriptionEnded ended:
                if (IsOfPresent(ended.Token)) OnEnd(ended);
                return true;
            case SubscriptionStopped stopped:
                if (stopped.Token == _token) Subscribe(); // it ended without a message, as with a restart of the router
                return true;
            default:
                _restGoesToOnMessage = receive.Equals(_initialBehaviour);
                return base.AroundReceive(receive, message);
        }
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

    /// <summary>Handles one change of one auction. The change is a value and can be kept for any length of time.</summary>
    protected abstract void OnChange(in AuctionChanged change);

    /// <summary>All changes of a delivery were handled; it is acknowledged after this. For work that is better done once for each delivery.</summary>
    protected virtual void OnDelivered()
    {
    }

    /// <summary>
    /// The subscription has ended, and nothing more comes. The default writes a warning to the log; to continue, call <see cref="Subscribe"/>: it
    /// begins with a snapshot.
    /// </summary>
    protected virtual void OnEnded(AuctionProtocol.SubscriptionEnded ended) =>
        Context.GetLogger().Warning("the subscription of {Subscriber} ended: {Reason}", Self.Path.Name, ended.Sentence);

    /// <summary>
    /// Any other message. Only those that no handler of the constructor takes, and only while the actor has not become anything else.
    /// </summary>
    protected virtual void OnMessage(object message) => Unhandled(message);

    /// <summary>Subscribes again, which begins with a snapshot of each code. What is still on its way of the subscription before is ignored.</summary>
    protected void Subscribe()
    {
        (_token, _watched) = (new object(), null);
        _auctions.Tell(_request with { Token = _token });
    }

    /// <summary>
    /// Changes the codes of the subscription, which goes on: a new code begins with a snapshot, one that was there already goes on where it is, and one
    /// that is left is received no more, but for deliveries that are on their way. A restarted actor begins with the codes of its constructor again.
    /// </summary>
    /// <param name="codes">All codes to have from now on; <see langword="null"/> for all that are followed.</param>
    protected void ChangeCodes(IReadOnlyCollection<Instrument>? codes)
    {
        _request = _request with { Codes = codes };
        _auctions.Tell(_request with { Token = _token, Continues = true });
    }

    /// <summary>
    /// Decides whether a message is of the subscription that was requested last. One of an earlier subscription may still come after a restart, or
    /// after another call of <see cref="Subscribe"/>.
    /// </summary>
    private bool IsOfPresent(object? token) => token is null || token == _token;

    private void OnDelivery(AuctionChanges changes)
    {
        if (!Sender.Equals(_watched)) _watched = Context.WatchWith(Sender, new SubscriptionStopped(_token));
        var stashed = Stashed;
        foreach (ref readonly var change in changes)
        {
            OnChange(change);
            if (Stashed > stashed) return; // the delivery has been put off
        }

        OnDelivered();
        if (Stashed <= stashed) Sender.Tell(changes.Ack);
    }

    private void OnEnd(AuctionProtocol.SubscriptionEnded ended)
    {
        _token = new object(); // of none: that its actor stops has been said
        OnEnded(ended);
    }
}
