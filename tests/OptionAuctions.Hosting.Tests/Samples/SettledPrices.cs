using Akka;
using Akka.Actor;
using Akka.Streams.Dsl;

namespace OptionAuctions.Hosting.Tests.Samples;

/// <summary>As a stream: the price of each option whose indication has settled, once, and again when it settles elsewhere.</summary>
public static class SettledPrices
{
    /// <param name="auctions">The router.</param>
    /// <param name="convergence">From here on it has settled, 0 to 1.</param>
    /// <param name="every">A glance at the market so often, on the feed's clock; what happens in between is conflated there and not here.</param>
    public static Source<Settled, NotUsed> Of(IActorRef auctions, double convergence, TimeSpan every) => AuctionSource
        .Of(auctions, delivery: Delivery.Sampled(every))
        .Where(change => change is { Kind: ChangeKind.Indication, Current.IsCurrent: true } && change.Current.Path.Convergence >= convergence)
        .Select(change => new Settled(change.Current.Code, change.Current.Latest.Price))
        .StatefulSelectMany<Settled, Settled, NotUsed>(() =>
        {
            var said = new Dictionary<Instrument, Won>(); // of one run
            return settled =>
            {
                if (said.TryGetValue(settled.Code, out var before) && before == settled.Price) return [];
                said[settled.Code] = settled.Price;
                return [settled];
            };
        });

    public sealed record Settled(Instrument Code, Won Price);
}
