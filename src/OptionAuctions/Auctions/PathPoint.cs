namespace OptionAuctions;

/// <summary>One revision of an indicative price, kept as history.</summary>
/// <param name="ReceivedAt">When it was received, KST, to a millisecond.</param>
/// <param name="Price">Won; <see cref="Won.None"/> when nothing would match.</param>
public readonly record struct PathPoint(DateTimeOffset ReceivedAt, Won Price);
