namespace OptionAuctions.Chains;

/// <summary>The current prices of one strike, as numbers for arithmetic; the venue's own values are in <see cref="IndicativeQuote"/>.</summary>
/// <param name="Strike">Won, above 0.</param>
/// <param name="Call">Price of the call, won per share, above 0; <see langword="null"/> without a current one.</param>
/// <param name="Put">Price of the put, likewise.</param>
public readonly record struct PricedStrike(double Strike, double? Call, double? Put);
