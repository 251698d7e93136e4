namespace OptionAuctions.Feed.Registrations;

/// <summary>The order in which topics get slots and are requested: the higher priority first, then the earlier.</summary>
/// <param name="Priority">The higher comes first.</param>
/// <param name="Arrived">A number that grows with each topic.</param>
internal readonly record struct Rank(int Priority, long Arrived) : IComparable<Rank>
{
    public int CompareTo(Rank other) => Priority == other.Priority ? Arrived.CompareTo(other.Arrived) : other.Priority.CompareTo(Priority);
}
