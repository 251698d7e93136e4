using System.Globalization;
using Akka.Actor;
using Akka.Event;
using static OptionAuctions.Chains.ChainProtocol;

namespace OptionAuctions.Chains;

/// <summary>
/// The actor of one option chain: keeps its ladder of indicative prices, answers queries with a view of it, and notifies watchers. An example of a host's
/// own actor over many codes: it receives changes, and all its state is in values. The prices of the share and of its future are those of their auctions,
/// where the chain names them, or are sent to it (<see cref="UpdateSpot"/>, <see cref="UpdateFuture"/>) from whatever source the host has.
/// </summary>
/// <remarks>Views are computed only when they are sent: one of 40 series takes a core some 0.4 ms.</remarks>
public sealed class ChainActor : SubscriberActor
{
    private readonly OptionChain _chain;
    private readonly PricingTerms _terms;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Ladder _ladder;
    private readonly HashSet<IActorRef> _watchers = [];
    private bool _changed; // since the watchers were last notified

    /// <summary>Creates the actor of a chain all of whose codes are registered, if they are not yet, and so are its share and its future.</summary>
    /// <param name="auctions">The router, for example from <c>IRequiredActor&lt;AuctionRouter&gt;</c>.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="terms">Rate, dividends and the other inputs of pricing.</param>
    /// <param name="time">The clock, which gives the time to expiry.</param>
    public ChainActor(IActorRef auctions, OptionChain chain, PricingTerms terms, TimeProvider time)
        : base(auctions, [.. chain.Codes, .. chain.Beside]) => (_chain, _terms, _time, _ladder) = (chain, terms, time, new Ladder(chain));

    /// <summary>Creates the actor of a chain that registers nothing: it has the prices of those codes that are followed anyway and meet a condition.</summary>
    /// <param name="auctions">The router.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="terms">Rate, dividends and the other inputs of pricing.</param>
    /// <param name="time">The clock, which gives the time to expiry.</param>
    /// <param name="where">The condition.</param>
    public ChainActor(IActorRef auctions, OptionChain chain, PricingTerms terms, TimeProvider time, Func<Instrument, bool> where)
        : base(auctions, (code, _) => where(code)) => (_chain, _terms, _time, _ladder) = (chain, terms, time, new Ladder(chain));

    /// <summary>Creates the Props of the actor.</summary>
    /// <param name="auctions">The router, for example from <c>IRequiredActor&lt;AuctionRouter&gt;</c>.</param>
    /// <param name="chain">The chain. Its codes are registered, if they are not yet.</param>
    /// <param name="terms">Rate, dividends and the other inputs of pricing.</param>
    /// <param name="time">The clock, which gives the time to expiry.</param>
    public static Props Props(IActorRef auctions, OptionChain chain, PricingTerms terms, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new ChainActor(auctions, chain, terms, time)).WithDeploy(Deploy.Local);

    /// <summary>
    /// Creates the Props of an actor that registers nothing: it has the prices of those codes of the chain that are followed anyway, by whomever, as by a
    /// selection that moves.
    /// </summary>
    /// <param name="auctions">The router.</param>
    /// <param name="chain">The chain, with all strikes that may come to be followed.</param>
    /// <param name="terms">Rate, dividends and the other inputs of pricing.</param>
    /// <param name="time">The clock, which gives the time to expiry.</param>
    public static Props PropsOfFollowed(IActorRef auctions, OptionChain chain, PricingTerms terms, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new ChainActor(auctions, chain, terms, time, chain.Has)).WithDeploy(Deploy.Local);

    /// <inheritdoc/>
    protected override void OnChange(in AuctionChanged change)
    {
        ref readonly var auction = ref change.Current;
        if (auction.Code == _chain.Stock) _changed |= PriceInput.Of(auction) is { } spot && _ladder.UpdateSpot(spot);
        else if (auction.Code == _chain.Future) _changed |= PriceInput.Of(auction) is { } future && _ladder.UpdateFuture(future);
        else _changed |= _ladder.Update(auction);
    }

    /// <inheritdoc/>
    protected override void OnDelivered() => NotifyWatchers();

    /// <summary>Says so and subscribes again: prices that nobody changes any more would look current.</summary>
    protected override void OnEnded(AuctionProtocol.SubscriptionEnded ended)
    {
        _log.Warning(
            "The subscription of the chain {Underlying} {Expiry:yyyy-MM-dd} has ended and begins again: {Reason}",
            _chain.Underlying, _chain.Expiry, ended.Sentence);
        Subscribe();
    }

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
            case UpdateSpot given:
                _changed |= _ladder.UpdateSpot(given.Spot);
                NotifyWatchers();
                break;
            case UpdateFuture given:
                _changed |= _ladder.UpdateFuture(given.Future);
                NotifyWatchers();
                break;
            case Restore before:
                _changed |= _ladder.Restore(before.Spot, before.Future);
                NotifyWatchers();
                break;
            case Terminated ended:
                _watchers.Remove(ended.ActorRef);
                break;
            case AuctionProtocol.SubscriptionRefused refused:
                _log.Warning(
                    "{Code} of the chain {Underlying} {Expiry} is not followed and has no price: {Reason}",
                    refused.Code, _chain.Underlying, _chain.Expiry.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), refused.Reason);
                _changed |= _ladder.Refuse(refused.Code);
                NotifyWatchers();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>
    /// Keeps the watchers and the prices of share and future over a restart. The restarted actor begins with an empty ladder, which the snapshots fill.
    /// </summary>
    protected override void PreRestart(Exception reason, object? message)
    {
        base.PreRestart(reason, message);
        Self.Tell(new Restore(_ladder.Spot, _ladder.Future)); // behind what is in the mailbox already, which is newer
        foreach (var watcher in _watchers) Self.Tell(new WatchChain(watcher));
    }

    private void NotifyWatchers()
    {
        if (!_changed) return;
        _changed = false;
        if (_watchers.Count == 0) return;
        var notification = new ChainChanged(View());
        foreach (var watcher in _watchers) watcher.Tell(notification);
    }

    private ChainView View() => ChainView.Of(_ladder, _terms, MarketTime.Now(_time));

    private sealed record Restore(PriceInput? Spot, PriceInput? Future) : INoSerializationVerificationNeeded;
}
