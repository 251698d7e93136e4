namespace OptionAuctions.Chains;

/// <summary>One strike of a <see cref="ChainView"/>.</summary>
/// <param name="Strike">Won.</param>
/// <param name="Call">Indicative price of the call.</param>
/// <param name="Put">Indicative price of the put.</param>
/// <param name="CallVolatility">Volatility that the call's price implies, or the reason why there is none.</param>
/// <param name="PutVolatility">Volatility that the put's price implies, or the reason why there is none.</param>
public readonly record struct ChainRow(
    double Strike, IndicativeQuote Call, IndicativeQuote Put, ImpliedVolatility CallVolatility, ImpliedVolatility PutVolatility);
