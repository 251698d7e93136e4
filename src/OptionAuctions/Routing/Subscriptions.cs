using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using OptionAuctions.Telemetry;
using static OptionAuctions.AuctionProtocol;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Routing;

/// <summary>The table of subscriptions: the subscriber of each, and the codes that each follows.</summary>
/// <param name="routes">The codes that are followed.</param>
/// <param name="instruments">The terms of the codes, for subscribers' conditions.</param>
/// <param name="maxCodes">Number of codes that can be followed, for refusals.</param>
/// <param name="secrets">Takes the secrets out of the reasons for which a condition failed.</param>
internal sealed class Subscriptions(RouteTable routes, InstrumentList instruments, int maxCodes, SecretScrubber secrets)
{
    private readonly Dictionary<IActorRef, Entry> _bySubscriber = [];
    private readonly Dictionary<IActorRef, Subscribe> _toAllCodes = [];

    /// <summary>The subscriptions that have a subscriber.</summary>
    public IEnumerable<IActorRef> All => _bySubscriber.Values.Select(entry => entry.Subscription);

    /// <summary>Adds a subscription for the subscriber that requested it, with the codes that are followed already.</summary>
    public void Add(IActorRef subscription, Subscribe request)
    {
        _bySubscriber[request.Subscriber] = new Entry(subscription, request.Delivery);
        if (request.Codes is null) _toAllCodes.Add(subscription, request);
        if (Choose(subscription, request, request.Codes ?? routes.Codes) is { Count: > 0 } codes) subscription.Tell(new AddCodes(codes));
    }

    /// <summary>True when the subscriber has a subscription that can go on with the codes of this request.</summary>
    public bool CanContinue(Subscribe request) =>
        request.Continues && _bySubscriber.TryGetValue(request.Subscriber, out var entry) && entry.Delivery == request.Delivery;

    /// <summary>Replaces the codes of the subscription that the subscriber has, which goes on.</summary>
    public void Change(Subscribe request)
    {
        var subscription = _bySubscriber[request.Subscriber].Subscription;
        _toAllCodes.Remove(subscription);
        if (request.Codes is null) _toAllCodes.Add(subscription, request);
        var codes = Choose(subscription, request, request.Codes ?? routes.Codes);
        var kept = codes.Select(code => code.Actor).ToHashSet();
        foreach (var route in routes.All.Where(route => !kept.Contains(route.Actor))) route.IdleWatch?.Remove(subscription);
        subscription.Tell(new ReplaceCodes(codes));
    }

    /// <summary>Adds newly followed codes to the subscriptions to all codes.</summary>
    public void Followed(IReadOnlyCollection<Instrument> codes)
    {
        foreach (var (subscription, request) in _toAllCodes)
            if (Choose(subscription, request, codes) is { Count: > 0 } added) subscription.Tell(new AddCodes(added));
    }

    /// <summary>Removes a subscriber.</summary>
    /// <param name="subscriber">The subscriber.</param>
    /// <param name="subscription">Its subscription, which the caller has to stop.</param>
    public bool Remove(IActorRef subscriber, [NotNullWhen(true)] out IActorRef? subscription)
    {
        var found = _bySubscriber.Remove(subscriber, out var entry);
        subscription = entry.Subscription;
        return found;
    }

    /// <summary>Removes a subscription that has terminated, for whatever reason, with its subscriber and from the idle timeouts of its codes.</summary>
    public void Gone(IActorRef subscription)
    {
        _toAllCodes.Remove(subscription);
        foreach (var (subscriber, current) in _bySubscriber)
            if (current.Subscription.Equals(subscription)) _bySubscriber.Remove(subscriber);
        foreach (var route in routes.All) route.IdleWatch?.Remove(subscription);
    }

    /// <summary>Chooses those codes for a subscription that are followed and meet its condition.</summary>
    private List<AddedCode> Choose(IActorRef subscription, Subscribe request, IEnumerable<Instrument> codes)
    {
        var added = new List<AddedCode>();
        foreach (var code in codes)
        {
            if (!routes.TryGet(code, out var route) || !MeetsCondition(request, code)) continue;
            route.IdleWatch?.Add(subscription);
            added.Add(new AddedCode(route.Inbox, route.Actor));
        }

        return added;
    }

    private bool MeetsCondition(Subscribe request, Instrument code)
    {
        try
        {
            return request.Where?.Invoke(code, instruments.Find(code)) != false;
        }
        catch (Exception cause) // the host's condition may throw anything: its subscriber does not get this code, and no one else is affected
        {
            request.Subscriber.Tell(new SubscriptionRefused(code, maxCodes) { Reason = secrets.Scrub($"the condition failed: {cause.Message}") });
            return false;
        }
    }

    /// <summary>The subscription of one subscriber, and its contract of delivery.</summary>
    private readonly record struct Entry(IActorRef Subscription, Delivery Delivery);
}
