using Akka.Actor;

namespace OptionAuctions.Chains;

/// <summary>A view of a chain at one moment, with all values that follow from its prices. Immutable.</summary>
/// <remarks>
/// All prices are those of expected executions: what would trade if the call auction ended now. Early in a call they are often far off. What is not a price
/// and can be missing has a reason, and the age of what it was computed from: see <see cref="Answer"/> and <see cref="OptionAnswer"/>.
/// </remarks>
public sealed record ChainView : INoSerializationVerificationNeeded
{
    /// <summary>Underlying, expiry and series.</summary>
    public required OptionChain Chain { get; init; }

    /// <summary>The moment of the view, KST. Volatilities are for the time to expiry from this moment.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Time to expiry in years; 0 when expired.</summary>
    public required double Years { get; init; }

    /// <summary>The forward of the underlying that the current prices of the options imply.</summary>
    public required ParityForward Forward { get; init; }

    /// <summary>
    /// The price of the share that has this forward, won; <see langword="null"/> without a forward, or when rate and time are so extreme that it is no number.
    /// </summary>
    public required double? ImpliedSpot { get; init; }

    /// <summary>One row per strike, in ascending order.</summary>
    public required IReadOnlyList<ChainRow> Rows { get; init; }

    /// <summary>The no-arbitrage conditions that the current prices violate.</summary>
    public required IReadOnlyList<LadderViolation> Violations { get; init; }

    /// <summary>Codes whose registration the router or the venue refused: no price of them will come.</summary>
    public required IReadOnlyList<Instrument> Refused { get; init; }

    /// <summary>The price of the share, as it was given from outside.</summary>
    public PriceAnswer Spot { get; init; }

    /// <summary>The price of the future that expires with the options, as it was given from outside.</summary>
    public PriceAnswer Future { get; init; }

    /// <summary>The parity forward and the future's price, with the difference between them.</summary>
    public ForwardComparison Forwards { get; init; }

    /// <summary>The at-the-money straddle and its expected cost.</summary>
    public Straddle Straddle { get; init; }

    /// <summary>The multiplier that values per contract are computed with, and whether it is assumed.</summary>
    public ContractSize Contract { get; init; }

    /// <summary>Computes the view of a ladder at a moment. The same arguments give the same view.</summary>
    public static ChainView Of(Ladder ladder, PricingTerms terms, DateTimeOffset now)
    {
        var moment = PricingMoment.Of(terms, now, ladder.Chain.Expiry);
        var rows = ladder.Rows();
        var current = Array.ConvertAll(rows, row => row.CurrentAt(moment));
        var (forward, parity) = ParityAnswer.Of(rows, current, moment);
        var contract = ContractSize.Of(ladder.Chain.Multiplier);
        var (spot, future) = (moment.Answer(ladder.Spot, NoAnswer.NoSpot), moment.Answer(ladder.Future, NoAnswer.NoFuture));
        return new ChainView
        {
            Chain = ladder.Chain,
            AsOf = now.ToOffset(MarketTime.Offset),
            Years = moment.Years,
            Forward = forward,
            ImpliedSpot = forward.Value is { } won && terms.SpotOf(won, moment.Years) is var share && double.IsFinite(share) ? share : null,
            Spot = spot,
            Future = future,
            Forwards = new ForwardComparison(parity, future.Price),
            Straddle = Straddle.Of(rows, parity, contract, moment),
            Contract = contract,
            Rows = [.. rows.Select(row => ChainRow.Of(row, forward, parity, spot.Price, contract, moment))],
            Violations = LadderCheck.Find(current, forward.Value, moment.Discount, (double)(terms.ForwardTolerance.ToDecimal() ?? 0)),
            Refused = [.. ladder.Refused()],
        };
    }
}
