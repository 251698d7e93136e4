using Akka.Actor;

namespace OptionAuctions.Chains;

/// <summary>A view of a chain at one moment, with all values that follow from its prices. Immutable.</summary>
/// <remarks>All prices are those of expected executions: what would trade if the call auction ended now. Early in a call they are often far off.</remarks>
public sealed record ChainView : INoSerializationVerificationNeeded
{
    /// <summary>Underlying, expiry and series.</summary>
    public required OptionChain Chain { get; init; }

    /// <summary>The moment of the view, KST. Volatilities are for the time to expiry from this moment.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Time to expiry in years; 0 when expired.</summary>
    public required double Years { get; init; }

    /// <summary>The forward of the underlying that the options imply.</summary>
    public required ParityForward Forward { get; init; }

    /// <summary>The price of the share that has this forward, won; <see langword="null"/> without a forward.</summary>
    public required double? ImpliedSpot { get; init; }

    /// <summary>One row per strike, in ascending order.</summary>
    public required IReadOnlyList<ChainRow> Rows { get; init; }

    /// <summary>The no-arbitrage conditions that the current prices violate.</summary>
    public required IReadOnlyList<LadderViolation> Violations { get; init; }

    /// <summary>Codes whose registration the router or the venue refused: no price of them will come.</summary>
    public required IReadOnlyList<Instrument> Refused { get; init; }

    /// <summary>Computes the view of a ladder at a moment. The same arguments give the same view.</summary>
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
