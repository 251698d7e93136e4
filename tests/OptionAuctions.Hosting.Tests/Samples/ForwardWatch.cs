using Akka.Actor;
using OptionAuctions.Chains;

namespace OptionAuctions.Hosting.Tests.Samples;

/// <summary>
/// Says what the options on a share imply for it while the call runs: the forward that calls and puts agree on, and the volatility of the call
/// nearest to it, each time that the forward moves.
/// </summary>
public sealed class ForwardWatch : ReceiveActor
{
    private const int Enough = 3; // strikes: with one or two, a single wild price is the forward

    private double _said;

    /// <param name="auctions">The router.</param>
    /// <param name="chain">As the master file lists it: <see cref="OptionChains.Of"/>.</param>
    /// <param name="time">Says how long the options have left.</param>
    public ForwardWatch(IActorRef auctions, OptionChain chain, TimeProvider time)
    {
        Context.ActorOf(ChainActor.Props(auctions, chain, new PricingTerms { Rate = 0.03 }, time), "chain").Tell(new ChainProtocol.WatchChain(Self));
        Receive<ChainView>(Look);
        Receive<ChainProtocol.ChainChanged>(changed => Look(changed.View));
    }

    private void Look(ChainView view)
    {
        if (view.Forward is not { Strikes: >= Enough, Value: { } forward } || forward == _said) return;
        _said = forward;
        var nearest = view.Rows.MinBy(row => Math.Abs(row.Strike - forward));
        Context.System.EventStream.Publish(new Implied(view.Chain.Underlying, forward, nearest.Strike, nearest.CallVolatility));
    }

    /// <summary>Won per share; the volatility, or why there is none.</summary>
    public sealed record Implied(string Underlying, double Forward, double Strike, ImpliedVolatility Volatility);
}
