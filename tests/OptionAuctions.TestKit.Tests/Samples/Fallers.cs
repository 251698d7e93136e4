using Akka.Actor;

namespace OptionAuctions.TestKit.Tests.Samples;

/// <summary>A strategy: tells a desk of each option whose expected price falls, and of each whose word was interrupted.</summary>
public sealed class Fallers(IActorRef auctions, IActorRef desk) : SubscriberActor(auctions)
{
    private readonly Dictionary<Instrument, Won> _last = [];

    protected override void OnChange(in AuctionChanged change)
    {
        var (code, price) = (change.Current.Code, change.Current.Latest.Price);
        if (change.Kind == ChangeKind.Gap) desk.Tell(new Missed(code));
        if (change.Kind != ChangeKind.Indication || !price.HasValue) return;
        if (_last.TryGetValue(code, out var before) && price < before) desk.Tell(new Fell(code, before, price));
        _last[code] = price;
    }

    public sealed record Fell(Instrument Code, Won From, Won To);

    public sealed record Missed(Instrument Code);
}
