namespace OptionAuctions.Chains;

/// <summary>A no-arbitrage condition that the indicative prices of a chain violate. Nobody can trade on it: nothing is executed during a call.</summary>
/// <param name="Kind">The condition that is violated.</param>
/// <param name="Low">Strike, won: the only one, or the lowest.</param>
/// <param name="Middle">The strike between two others, won; <see langword="null"/> except for convexity.</param>
/// <param name="High">Strike, won: the highest, or the same as <paramref name="Low"/> when one strike is enough.</param>
/// <param name="Amount">
/// Distance beyond the bound, won per share, above 0. A tolerance decides whether it is reported, and is not subtracted.
/// </param>
public readonly record struct LadderViolation(ViolationKind Kind, double Low, double? Middle, double High, Won Amount);
