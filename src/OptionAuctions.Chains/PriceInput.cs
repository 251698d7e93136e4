namespace OptionAuctions.Chains;

/// <summary>A price from outside of the chain: that of the share or of its future, whatever record or file it comes from.</summary>
/// <param name="Price">Won per share, above 0; <see langword="null"/> while the source has none, as when nothing would match in its call.</param>
/// <param name="Source">Name of the source for people, for example the TR and the code; the chain only repeats it.</param>
/// <param name="At">The moment at which the price was received. Its age is counted from it.</param>
/// <param name="IsStale">True when the source itself says that the price is no longer current, as after a lost connection.</param>
public sealed record PriceInput(double? Price, string Source, DateTimeOffset At, bool IsStale);
