using Akka.Actor;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>A subscriber whose codes are changed by message while it runs.</summary>
internal sealed class ChangingSubscriber : SubscriberActor
{
    private readonly Notes _notes;

    public ChangingSubscriber(IActorRef auctions, IReadOnlyCollection<Instrument> codes, Delivery delivery, Notes notes)
        : base(auctions, codes, delivery)
    {
        _notes = notes;
        Receive<Instrument[]>(changed =>
        {
            ChangeCodes(changed);
            notes.Add("changed");
        });
    }

    protected override void OnChange(in AuctionChanged change)
    {
        if (change.Kind is not (ChangeKind.Snapshot or ChangeKind.Indication)) return;
        var price = change.Current.Revision > 0 ? change.Current.Latest.Price.ToDecimal() : null;
        _notes.Add(FormattableString.Invariant($"{change.Current.Code} {change.Kind} {price:0}").TrimEnd());
    }
}
