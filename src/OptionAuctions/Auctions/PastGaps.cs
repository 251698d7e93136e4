namespace OptionAuctions.Auctions;

/// <summary>The gaps of an option that are over.</summary>
/// <param name="Count">Their number.</param>
/// <param name="Newest">The newest of them.</param>
internal sealed record PastGaps(int Count, Gap Newest);
