using Akka.Actor;

namespace OptionAuctions.Replay.Strategies;

/// <summary>A strategy with a bug: it throws at the first price above 12,500 won.</summary>
public sealed class Overconfident : IReplayedActors
{
    public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) => Props.Create(() => new Thrower());

    private sealed class Thrower : CodeActor
    {
        protected override void OnRecord(in AuctionChanged change)
        {
            if (change.Current.Latest.Price > Won.Of(12_500)) throw new InvalidOperationException("no order book has such a price");
        }
    }
}
