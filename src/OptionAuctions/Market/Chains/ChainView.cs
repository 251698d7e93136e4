using Akka.Actor;
using OptionAuctions.Wire;

namespace OptionAuctions.Market.Chains;

/// <summary>One strike of a <see cref="ChainView"/>.</summary>
/// <param name="Strike">Won.</param>
/// <param name="Call">Indicative price of the call.</param>
/// <param name="Put">Indicative price of the put.</param>
/// <param name="CallVolatility">What the call's price implies, or why nothing.</param>
/// <param name="PutVolatility">What the put's price implies, or why nothing.</param>
public readonly record struct ChainRow(
    int Strike, IndicativeQuote Call, IndicativeQuote Put, ImpliedVolatility CallVolatility, ImpliedVolatility PutVolatility);

/// <summary>The chain at one moment, and all that follows from its prices. Never changes.</summary>
/// <remarks>All prices are expected executions: what would trade if the call ended now, and often far off early in a call.</remarks>
public sealed record ChainView : INoSerializationVerificationNeeded
{
    /// <summary>Underlying, expiry and series.</summary>
    public required OptionChain Chain { get; init; }

    /// <summary>The moment, KST. Volatilities are those of the time left from here.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Time left, years; 0 when expired.</summary>
    public required double Years { get; init; }

    /// <summary>The forward of the underlying that the options imply.</summary>
    public required ParityForward Forward { get; init; }

    /// <summary>The share that has this forward, won; <see langword="null"/> without one.</summary>
    public required double? ImpliedSpot { get; init; }

    /// <summary>A row a strike, rising.</summary>
    public required IReadOnlyList<ChainRow> Rows { get; init; }

    /// <summary>What the current prices disagree on.</summary>
    public required IReadOnlyList<LadderViolation> Violations { get; init; }

    /// <summary>Codes whose registration the router or the venue refused: nothing will be heard of them.</summary>
    public required IReadOnlyList<OptionCode> Refused { get; init; }

    /// <summary>What a ladder says at a moment. The same arguments give the same view.</summary>
    public static ChainView Of(Ladder ladder, PricingTerms terms, DateTimeOffset now)
    {
        var years = terms.YearsUntil(now, ladder.Chain.Expiry);
        var discount = terms.Discount(years);
        var priced = ladder.Priced();
        var forward = ParityForward.Of(priced, discount);

        ChainRow Row(PricedStrike at, int row)
        {
            var (call, put) = ladder.At(row);
            return new ChainRow(at.Strike, call, put,
                ImpliedVolatility.Of(isCall: true, at.Call, at.Strike, forward.Value, years, discount),
                ImpliedVolatility.Of(isCall: false, at.Put, at.Strike, forward.Value, years, discount));
        }

        return new ChainView
        {
            Chain = ladder.Chain,
            AsOf = now.ToOffset(MarketTime.Offset),
            Years = years,
            Forward = forward,
            ImpliedSpot = forward.Value is { } won ? terms.SpotOf(won, years) : null,
            Rows = [.. priced.Select(Row)],
            Violations = LadderCheck.Find(priced, forward.Value, discount, (double)(terms.ForwardTolerance.ToDecimal() ?? 0)),
            Refused = [.. ladder.Refused()],
        };
    }
}
