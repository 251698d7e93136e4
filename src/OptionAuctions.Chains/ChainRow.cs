namespace OptionAuctions.Chains;

/// <summary>One strike of a <see cref="ChainView"/>.</summary>
/// <param name="Strike">Won.</param>
/// <param name="Call">Indicative price of the call.</param>
/// <param name="Put">Indicative price of the put.</param>
/// <param name="CallVolatility">
/// Volatility that the call's price implies, or the reason why there is none: of current prices only. That of stale prices, marked as stale, is in
/// <see cref="CallAnswer"/>.
/// </param>
/// <param name="PutVolatility">The same for the put.</param>
public readonly record struct ChainRow(
    double Strike, IndicativeQuote Call, IndicativeQuote Put, ImpliedVolatility CallVolatility, ImpliedVolatility PutVolatility)
{
    /// <summary>True while the call or the put is followed, so that a price of it can come.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>Volatility, greeks and moneyness of the call, with the age of their inputs.</summary>
    public OptionAnswer CallAnswer { get; init; }

    /// <summary>Volatility, greeks and moneyness of the put, with the age of their inputs.</summary>
    public OptionAnswer PutAnswer { get; init; }

    /// <summary>Computes the row of a strike.</summary>
    /// <param name="row">Its quotes.</param>
    /// <param name="current">The forward that the current prices imply.</param>
    /// <param name="forward">The same, or that of the last prices when there is none.</param>
    /// <param name="spot">The price of the share.</param>
    /// <param name="contract">The multiplier.</param>
    /// <param name="moment">The moment of the view.</param>
    internal static ChainRow Of(
        QuotedStrike row, ParityForward current, Answer forward, Answer spot, ContractSize contract, PricingMoment moment)
    {
        var call = OptionAnswer.Of(isCall: true, row.Strike, row.Call, forward, spot, contract, moment);
        var put = OptionAnswer.Of(isCall: false, row.Strike, row.Put, forward, spot, contract, moment);

        // Solving is what a view costs, so it is done once: with a current price and forward the answer has the same volatility, and after the expiry none.
        ImpliedVolatility OfCurrent(bool isCall, double? price, ImpliedVolatility answered) =>
            (price is not null && current.Value is not null) || moment.Years <= 0
                ? answered : ImpliedVolatility.Of(isCall, price, row.Strike, current.Value, moment.Years, moment.Discount);

        var prices = row.CurrentAt(moment);
        return new ChainRow(row.Strike, row.Call, row.Put,
            OfCurrent(isCall: true, prices.Call, call.Volatility), OfCurrent(isCall: false, prices.Put, put.Volatility))
        {
            IsFollowed = row.IsFollowed,
            CallAnswer = call,
            PutAnswer = put,
        };
    }
}
