using Akka.Actor;
using OptionAuctions.Dispatch;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Codes;

/// <summary>Holds the auction of one option: folds what happened to it and tells those who follow it.</summary>
/// <remarks>
/// The auction lives in its <see cref="AuctionCell"/> and outlives a restart of this actor, as do its followers. A switch rather than a
/// table of handlers: there are thousands of these, and a table is made for each.
/// </remarks>
internal sealed class OptionCodeActor(AuctionCell cell, Followers followers, FeedMeter meter) : UntypedActor
{
    public static Props Props(AuctionCell cell, Followers followers, FeedMeter meter) =>
        Made.By(() => new OptionCodeActor(cell, followers, meter));

    protected override bool AroundReceive(Receive receive, object message)
    {
        meter.Mailboxes.Took(MailboxKind.Code, Context);
        return base.AroundReceive(receive, message);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case CodeProtocol.Wake:
                cell.Drain(followers);
                followers.Tell();
                if (cell.HasEnded) Leave();
                break;
            case CodeProtocol.Follow follow:
                followers.Add(follow.Seat);
                if (cell.HasEnded) Leave();
                break;
            case CodeProtocol.Unfollow unfollow:
                followers.Remove(unfollow.Subscription);
                if (cell.HasEnded && followers.Count == 0) Context.Stop(Self);
                break;
            case CodeProtocol.GetAuction:
                Sender.Tell(cell.State);
                break;
            case CodeProtocol.GetRevisions:
                Sender.Tell(new CodeProtocol.RecentRevisions(cell.State.Code, cell.State.Path.Number, cell.Revisions));
                break;
            case CodeProtocol.Settle:
                Sender.Tell(message);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Goes once every follower has collected what it is owed and closed its books here.</summary>
    private void Leave()
    {
        followers.Dismiss(Self);
        if (followers.Count == 0) Context.Stop(Self);
    }

    // What this actor was woken for may have died with its former self.
    protected override void PostRestart(Exception reason) => Self.Tell(CodeProtocol.Wake.Instance);
}
