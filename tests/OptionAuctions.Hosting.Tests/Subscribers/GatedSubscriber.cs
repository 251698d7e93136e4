using Akka.Actor;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>A subscriber with handlers in the manner of a <see cref="ReceiveActor"/>: numbers that come while it is closed wait in the stash.</summary>
internal sealed class GatedSubscriber : SubscriberActor, IWithStash
{
    private readonly Notes _notes;

    public GatedSubscriber(IActorRef auctions, Instrument code, Notes notes)
        : base(auctions, [code])
    {
        _notes = notes;
        Closed();
    }

    public IStash Stash { get; set; } = null!;

    protected override void OnChange(in AuctionChanged change) => _notes.Add(change);

    protected override void OnMessage(object message) => _notes.Add($"{message} left");

    private void Closed()
    {
        Receive<int>(_ => Stash.Stash());
        Receive<string>(text => text == "open", _ =>
        {
            Become(Open);
            Stash.UnstashAll();
            _notes.Add("opened");
        });
    }

    private void Open()
    {
        Receive<int>(number => _notes.Add($"number {number}"));
        Receive<string>(text => text == "close", _ =>
        {
            Become(Closed);
            _notes.Add("closed");
        });
    }
}
