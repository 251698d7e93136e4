using Akka.Actor;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>A subscriber with one method for all messages, in the manner of an <see cref="UntypedActor"/>, that is replaced by another for a while.</summary>
internal sealed class SleepySubscriber(IActorRef auctions, Instrument code, Notes notes) : SubscriberActor(auctions, [code])
{
    protected override void OnChange(in AuctionChanged change) => notes.Add(change);

    protected override void OnMessage(object message)
    {
        notes.Add($"awake: {message}");
        if (message is "sleep") BecomeStacked(Asleep);
    }

    private void Asleep(object message)
    {
        notes.Add($"asleep: {message}");
        if (message is "wake") UnbecomeStacked();
    }
}
