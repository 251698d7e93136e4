using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using OptionAuctions.Market;
using OptionAuctions.Wire;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Routing;

/// <summary>Who subscribed, which subscription serves whom, and which codes each is to hear of.</summary>
/// <param name="routes">The codes that are followed.</param>
/// <param name="instruments">Their terms, for subscribers' conditions.</param>
internal sealed class Subscriptions(RouteTable routes, InstrumentList instruments)
{
    private readonly Dictionary<IActorRef, IActorRef> _bySubscriber = [];
    private readonly Dictionary<IActorRef, Subscribe> _ofAllCodes = [];

    /// <summary>Those that serve somebody.</summary>
    public IReadOnlyCollection<IActorRef> All => _bySubscriber.Values;

    /// <summary>A subscription serves who asked for it from now on, and hears of the codes that are followed already.</summary>
    public void Add(IActorRef subscription, Subscribe asked)
    {
        _bySubscriber[asked.Subscriber] = subscription;
        if (asked.Codes is null) _ofAllCodes.Add(subscription, asked);
        Cover(subscription, asked, asked.Codes ?? routes.Codes);
    }

    /// <summary>Codes are followed from now on: those who asked for all hear of them.</summary>
    public void Followed(IReadOnlyCollection<OptionCode> codes)
    {
        foreach (var (subscription, asked) in _ofAllCodes) Cover(subscription, asked, codes);
    }

    /// <summary>A subscriber is served no longer.</summary>
    /// <param name="subscriber">Who had asked.</param>
    /// <param name="subscription">What served it, and is to be stopped.</param>
    public bool Remove(IActorRef subscriber, [NotNullWhen(true)] out IActorRef? subscription) => _bySubscriber.Remove(subscriber, out subscription);

    /// <summary>A subscription has ended, whatever of: it serves nobody, and wants no code.</summary>
    public void Gone(IActorRef subscription)
    {
        _ofAllCodes.Remove(subscription);
        foreach (var (subscriber, serving) in _bySubscriber)
            if (serving.Equals(subscription)) _bySubscriber.Remove(subscriber);
        foreach (var route in routes.All) route.Interest?.Remove(subscription);
    }

    /// <summary>Has a subscription hear of codes, of those that are followed and that it asked for, by one message.</summary>
    private void Cover(IActorRef subscription, Subscribe asked, IEnumerable<OptionCode> codes)
    {
        var covered = new List<CoveredCode>();
        foreach (var code in codes)
        {
            if (!routes.TryGet(code, out var route) || !IsAskedFor(asked, code)) continue;
            route.Interest?.Add(subscription);
            covered.Add(new CoveredCode(route.Cell, route.Actor));
        }

        if (covered.Count > 0) subscription.Tell(new Cover(covered));
    }

    private bool IsAskedFor(Subscribe asked, OptionCode code)
    {
        try
        {
            return asked.Where?.Invoke(code, instruments.Find(code)) != false;
        }
        catch (Exception cause) // somebody else's code: it costs them this code, and nobody else anything
        {
            asked.Subscriber.Tell(new SubscriptionRefused(code, routes.Count) { Reason = $"the condition failed: {cause.Message}" });
            return false;
        }
    }
}
