using Akka.Actor;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Codes;

/// <summary>The actor of one option code: folds the events of its inbox into the auction and notifies the code's subscriptions.</summary>
/// <remarks>
/// The auction is held in the <see cref="AuctionInbox"/> and outlives a restart of this actor, as do the subscriptions. A switch rather than a
/// table of handlers: there are thousands of these actors, and each would make a table of its own.
/// </remarks>
internal sealed class AuctionActor(AuctionInbox inbox, CodeSubscriptions subscriptions) : UntypedActor
{
    public static Props Props(AuctionInbox inbox, CodeSubscriptions subscriptions) =>
        PropsFactory.Create(() => new AuctionActor(inbox, subscriptions));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case WakeSignal:
                inbox.Drain(subscriptions);
                subscriptions.OnChanged();
                if (inbox.HasEnded) StopWhenCollected();
                break;
            case AuctionActorProtocol.Follow follow:
                subscriptions.Add(follow.Subscription);
                if (inbox.HasEnded) StopWhenCollected();
                break;
            case AuctionActorProtocol.Unfollow unfollow:
                subscriptions.Remove(unfollow.Subscription);
                if (inbox.HasEnded && subscriptions.Count == 0) Context.Stop(Self);
                break;
            case AuctionProtocol.GetAuction:
                Sender.Tell(inbox.State);
                break;
            case AuctionProtocol.GetRevisions:
                Sender.Tell(new AuctionProtocol.RecentRevisions(inbox.State.Code, inbox.State.Path.Number, inbox.Revisions));
                break;
            case AuctionActorProtocol.Settle:
                Sender.Tell(message);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Stops this actor once every subscription has collected its last changes and sent <see cref="AuctionActorProtocol.Unfollow"/>.</summary>
    private void StopWhenCollected()
    {
        subscriptions.OnReleased(Self);
        if (subscriptions.Count == 0) Context.Stop(Self);
    }

    // The message that caused the restart may have been the wake signal, and it is lost.
    protected override void PostRestart(Exception reason) => Self.Tell(WakeSignal.Instance);
}
