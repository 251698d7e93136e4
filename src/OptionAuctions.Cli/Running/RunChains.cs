using Akka.Actor;
using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Running;

/// <summary>The chains of a run that follows a stock's series: one actor for each expiry.</summary>
internal static class RunChains
{
    // Rate and dividends are not known here; volatilities go by the forward that the options imply, which contains both.
    private static readonly PricingTerms Terms = new();

    /// <summary>Starts the actors.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="router">The router of the feed.</param>
    /// <param name="plan">The plan of the run.</param>
    /// <param name="time">The clock of the feed.</param>
    /// <returns>None when the run follows codes.</returns>
    public static IReadOnlyList<IActorRef> Start(ActorSystem system, IActorRef router, RunPlan plan, TimeProvider time)
    {
        if (plan.Chain is not { } query) return [];
        var followed = plan.Codes.ToHashSet();
        return
        [
            .. OptionChains.Of(plan.Reference, query.Underlying, DateOnly.FromDateTime(MarketTime.Now(time).DateTime))
                .Where(chain => chain.Codes.Any(followed.Contains))
                .Select((chain, i) => system.ActorOf(ChainActor.PropsOfFollowed(router, chain, Terms, time), FormattableString.Invariant($"chain-{i}"))),
        ];
    }
}
