using Akka.Actor;
using Akka.Event;
using OptionAuctions.Dispatch;
using OptionAuctions.Subscribers;
using OptionAuctions.Wire;
using static OptionAuctions.Market.Chains.ChainProtocol;

namespace OptionAuctions.Market.Chains;

/// <summary>
/// Keeps the indicative ladder of one chain, answers with it and tells who watches it. An example of an actor of your own over many
/// codes: it hears changes, and everything it knows is in values.
/// </summary>
/// <remarks>Views are worked out when somebody is told and not before: one of 40 series takes a core some 0.4 ms.</remarks>
public sealed class ChainActor(IActorRef auctions, OptionChain chain, PricingTerms terms, TimeProvider time)
    : SubscriberActor(auctions, chain.Codes)
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Ladder _ladder = new(chain);
    private readonly HashSet<IActorRef> _watchers = [];
    private bool _changed; // since the watchers were last told

    /// <summary>One such actor.</summary>
    /// <param name="auctions">The router, for example from <c>IRequiredActor&lt;CodeRouterActor&gt;</c>.</param>
    /// <param name="chain">Its codes are registered, if they are not yet.</param>
    /// <param name="terms">Rate, dividends and the like.</param>
    /// <param name="time">Says how long the options have left.</param>
    public static Props Props(IActorRef auctions, OptionChain chain, PricingTerms terms, TimeProvider time) =>
        Made.By(() => new ChainActor(auctions, chain, terms, time));

    /// <inheritdoc/>
    protected override void OnChange(in AuctionChanged change) => _changed |= _ladder.Update(change.Current);

    /// <inheritdoc/>
    protected override void OnDelivered() => TellOfChange();

    /// <inheritdoc/>
    protected override void OnMessage(object message)
    {
        switch (message)
        {
            case GetChain:
                Sender.Tell(View());
                break;
            case WatchChain watch:
                if (_watchers.Add(watch.Watcher)) Context.Watch(watch.Watcher);
                watch.Watcher.Tell(View());
                break;
            case UnwatchChain unwatch:
                if (_watchers.Remove(unwatch.Watcher)) Context.Unwatch(unwatch.Watcher);
                break;
            case Terminated ended:
                _watchers.Remove(ended.ActorRef);
                break;
            case SubscriptionProtocol.SubscriptionRefused refused:
                _log.Warning("{0} of the chain {1} {2:yyyy-MM-dd} is not followed, because {3} codes are; its price stays none",
                    refused.Code, chain.Underlying, chain.Expiry, refused.CodesFollowed);
                _changed |= _ladder.Refuse(refused.Code);
                TellOfChange();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>A new life begins with an empty ladder, which the snapshots fill; whoever watched the old one watches it too.</summary>
    protected override void PreRestart(Exception reason, object? message)
    {
        base.PreRestart(reason, message);
        foreach (var watcher in _watchers) Self.Tell(new WatchChain(watcher));
    }

    private void TellOfChange()
    {
        if (!_changed) return;
        _changed = false;
        if (_watchers.Count == 0) return;
        var told = new ChainChanged(View());
        foreach (var watcher in _watchers) watcher.Tell(told);
    }

    private ChainView View() => ChainView.Of(_ladder, terms, MarketTime.Now(time));
}
