using Akka.Actor;

namespace OptionAuctions.History.Tests;

/// <summary>Gives each change to a collector and keeps the summaries.</summary>
public sealed class CollectingSubscriber(IActorRef auctions, AuctionHistoryCollector collector, List<CallSummary> finished)
    : SubscriberActor(auctions, delivery: Delivery.Every(10_000))
{
    protected override void OnChange(in AuctionChanged change) => finished.AddRange(collector.Add(change));
}
