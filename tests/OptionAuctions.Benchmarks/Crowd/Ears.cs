using Akka.Actor;

namespace OptionAuctions.Benchmarks.Crowd;

/// <summary>A subscriber that hears and asks for more at once.</summary>
internal sealed class QuickEar(IActorRef auctions, Books books) : SubscriberActor(auctions)
{
    protected override void OnChange(in AuctionChanged change) => books.Note(change);
}

/// <summary>A subscriber that asks for more a second after it was told.</summary>
internal sealed class SlowEar : ReceiveActor, IWithTimers
{
    public SlowEar(IActorRef auctions, Books books)
    {
        Receive<AuctionChanges>(changes =>
        {
            foreach (var change in changes) books.Note(change);
            Timers.StartSingleTimer("ack", new Due(Sender, changes.Ack), TimeSpan.FromSeconds(1));
        });
        Receive<Due>(due => due.Subscription.Tell(due.Ack));
        auctions.Tell(new AuctionProtocol.Subscribe(Self));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private sealed record Due(IActorRef Subscription, Ack Ack);
}
