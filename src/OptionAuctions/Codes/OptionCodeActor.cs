using Akka.Actor;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Codes;

/// <summary>Holds the auction of one option: folds what happened to it and tells those who follow it.</summary>
/// <remarks>The auction lives in its <see cref="AuctionCell"/> and outlives a restart of this actor, as do its followers.</remarks>
internal sealed class OptionCodeActor : ReceiveActor
{
    public static Props Props(AuctionCell cell, Followers followers, FeedMeter meter) =>
        Akka.Actor.Props.Create(() => new OptionCodeActor(cell, followers, meter));

    public OptionCodeActor(AuctionCell cell, Followers followers, FeedMeter meter)
    {
        Receive<CodeProtocol.Wake>(_ =>
        {
            meter.RevisionsOwed((long)cell.Drain() * followers.Count);
            followers.Tell();
        });
        Receive<CodeProtocol.Follow>(msg => followers.Add(msg.Seat));
        Receive<CodeProtocol.Unfollow>(msg => followers.Remove(msg.Subscription));
        Receive<CodeProtocol.GetAuction>(_ => Sender.Tell(cell.State));
        Receive<CodeProtocol.Settle>(msg => Sender.Tell(msg));
    }

    // What this actor was woken for may have died with its former self.
    protected override void PostRestart(Exception reason) => Self.Tell(CodeProtocol.Wake.Instance);
}
