using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using OptionAuctions.Telemetry;
using static OptionAuctions.AuctionProtocol;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Routing;

/// <summary>The table of subscriptions: the subscriber of each, and the codes that each follows.</summary>
/// <param name="routes">The codes that are followed.</param>
/// <param name="instruments">The terms of the codes, for subscribers' conditions.</param>
/// <param name="secrets">Takes the secrets out of the reasons for which a condition failed.</param>
internal sealed class Subscriptions(RouteTable routes, InstrumentList instruments, SecretScrubber secrets)
{
    private readonly Dictionary<IActorRef, IActorRef> _bySubscriber = [];
    private readonly Dictionary<IActorRef, Subscribe> _toAllCodes = [];

    /// <summary>The subscriptions that have a subscriber.</summary>
    public IReadOnlyCollection<IActorRef> All => _bySubscriber.Values;

    /// <summary>Adds a subscription for the subscriber that requested it, with the codes that are followed already.</summary>
    public void Add(IActorRef subscription, Subscribe request)
    {
        _bySubscriber[request.Subscriber] = subscription;
        if (request.Codes is null) _toAllCodes.Add(subscription, request);
        AddCodes(subscription, request, request.Codes ?? routes.Codes);
    }

    /// <summary>Adds newly followed codes to the subscriptions to all codes.</summary>
    public void Followed(IReadOnlyCollection<OptionCode> codes)
    {
        foreach (var (subscription, request) in _toAllCodes) AddCodes(subscription, request, codes);
    }

    /// <summary>Removes a subscriber.</summary>
    /// <param name="subscriber">The subscriber.</param>
    /// <param name="subscription">Its subscription, which the caller has to stop.</param>
    public bool Remove(IActorRef subscriber, [NotNullWhen(true)] out IActorRef? subscription) => _bySubscriber.Remove(subscriber, out subscription);

    /// <summary>Removes a subscription that has terminated, for whatever reason, with its subscriber and from the idle timeouts of its codes.</summary>
    public void Gone(IActorRef subscription)
    {
        _toAllCodes.Remove(subscription);
        foreach (var (subscriber, current) in _bySubscriber)
            if (current.Equals(subscription)) _bySubscriber.Remove(subscriber);
        foreach (var route in routes.All) route.IdleWatch?.Remove(subscription);
    }

    /// <summary>Adds those codes to a subscription that are followed and meet its condition, with one message.</summary>
    private void AddCodes(IActorRef subscription, Subscribe request, IEnumerable<OptionCode> codes)
    {
        var added = new List<AddedCode>();
        foreach (var code in codes)
        {
            if (!routes.TryGet(code, out var route) || !MeetsCondition(request, code)) continue;
            route.IdleWatch?.Add(subscription);
            added.Add(new AddedCode(route.Inbox, route.Actor));
        }

        if (added.Count > 0) subscription.Tell(new AddCodes(added));
    }

    private bool MeetsCondition(Subscribe request, OptionCode code)
    {
        try
        {
            return request.Where?.Invoke(code, instruments.Find(code)) != false;
        }
        catch (Exception cause) // the host's condition may throw anything: its subscriber does not get this code, and no one else is affected
        {
            request.Subscriber.Tell(new SubscriptionRefused(code, routes.Count) { Reason = secrets.Scrub($"the condition failed: {cause.Message}") });
            return false;
        }
    }
}
