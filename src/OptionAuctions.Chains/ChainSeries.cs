namespace OptionAuctions.Chains;

/// <summary>One option of a chain.</summary>
/// <param name="Code">Its short code. The other values cannot be read from it.</param>
/// <param name="IsCall">True for a call, false for a put.</param>
/// <param name="Strike">Won, above 0; with decimals after a corporate action. Source: the master file, whose column of strikes is more reliable than its names.</param>
public readonly record struct ChainSeries(Instrument Code, bool IsCall, double Strike);
