namespace OptionAuctions.Chains;

/// <summary>What a chain answers about one option: volatility, greeks and moneyness, each from its last price, or the reason why there are none.</summary>
public readonly record struct OptionAnswer
{
    /// <summary>
    /// Volatility that the last price implies at the parity forward of <see cref="ForwardComparison.Parity"/>, or the reason why there is none.
    /// </summary>
    public ImpliedVolatility Volatility { get; init; }

    /// <summary>The greeks at that volatility, of one share's option; <see langword="null"/> when there is a <see cref="Reason"/>.</summary>
    public Greeks? PerShare { get; init; }

    /// <summary>The greeks of one contract: those per share times <see cref="Contract"/>.</summary>
    public Greeks? PerContract => PerShare?.Times(Contract.Shares);

    /// <summary>The multiplier of the contract, and whether it is assumed.</summary>
    public ContractSize Contract { get; init; }

    /// <summary>
    /// The reason why there are no greeks. <see cref="NoAnswer.NoVolatility"/> when <see cref="Volatility"/> has none, which has the reason.
    /// </summary>
    public NoAnswer Reason => PerShare is not null ? NoAnswer.None : Volatility.PerYear is null ? NoAnswer.NoVolatility : NoAnswer.OutOfRange;

    /// <summary>
    /// How far the option is in the money, as a fraction of the strike: (spot − strike) / strike for a call, the opposite for a put. 0.05 is 5 % in the
    /// money, 0 is at the money, below 0 is out of the money. By the spot that was given.
    /// </summary>
    public Answer Moneyness { get; init; }

    /// <summary>The age of what volatility and greeks are computed from: the option's price and the forward.</summary>
    public InputAge Inputs { get; init; }

    /// <summary>True when one of these is stale, and so are volatility and greeks. <see cref="Moneyness"/> has inputs of its own.</summary>
    public bool IsStale => Inputs.IsStale;

    /// <summary>Computes the answers about one option.</summary>
    internal static OptionAnswer Of(
        bool isCall, double strike, IndicativeQuote quote, Answer forward, Answer spot, ContractSize contract, in PricingMoment moment)
    {
        var volatility = ImpliedVolatility.Of(isCall, quote.Last, strike, forward.Value, moment.Years, moment.Discount);
        return new OptionAnswer
        {
            Volatility = volatility,
            PerShare = (volatility.PerYear, forward.Value) is ({ } perYear, { } won)
                && Greeks.Of(isCall, won, strike, moment.Years, perYear, moment.Terms.Rate) is var greeks && greeks.Times(contract.Shares).IsFinite
                ? greeks : null,
            Contract = contract,
            Moneyness = spot.Value is { } share
                ? Answer.Of((isCall ? share - strike : strike - share) / strike, spot.Inputs) : Answer.None(spot.Reason, spot.Inputs),
            Inputs = moment.AgeOf(quote).And(forward.Inputs),
        };
    }
}
