namespace OptionAuctions.Chains;

/// <summary>
/// The at-the-money straddle: the call and the put of the strike that is nearest to the parity forward, the lower one of two. Its expected cost is what
/// both would trade at if the call auction ended now.
/// </summary>
/// <param name="Strike">The strike, won; <see langword="null"/> without a forward.</param>
/// <param name="PerShare">Price of the call plus price of the put, won per share, or the reason why there is none.</param>
/// <param name="PerContract">The same for one contract of each, won.</param>
/// <remarks>
/// Another strike is not used instead when one of the two has no price: that would be the cost of another position, and it jumps when the price comes.
/// </remarks>
public readonly record struct Straddle(double? Strike, Answer PerShare, Answer PerContract)
{
    /// <summary>Computes the straddle of a ladder.</summary>
    internal static Straddle Of(IReadOnlyList<QuotedStrike> rows, Answer forward, ContractSize contract, PricingMoment moment)
    {
        if (forward.Value is not { } won) return Without(null, forward.Reason, forward.Inputs);

        var at = rows.MinBy(row => Math.Abs(row.Strike - won));
        var inputs = forward.Inputs.And(at.AgeAt(moment));
        return at.Call.Last + at.Put.Last is { } cost
            ? new Straddle(at.Strike, Answer.Of(cost, inputs), Answer.Of(cost * contract.Shares, inputs))
            : Without(at.Strike, NoAnswer.NoOptionPrice, inputs);
    }

    private static Straddle Without(double? strike, NoAnswer reason, InputAge inputs) =>
        new(strike, Answer.None(reason, inputs), Answer.None(reason, inputs));
}
