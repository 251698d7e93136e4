namespace OptionAuctions.Market;

/// <summary>
/// A set of days in a span. It is an array: generic collections of dates have no compiled code in the framework, and each process would compile their
/// methods anew before its feed can start.
/// </summary>
/// <param name="from">First day of the span.</param>
/// <param name="through">Last day of the span.</param>
internal sealed class DaySet(DateOnly from, DateOnly through)
{
    private readonly bool[] _days = new bool[through.DayNumber - from.DayNumber + 1];

    public DateOnly From => from;

    public DateOnly Through => through;

    /// <summary>Adds a day of the span.</summary>
    public void Add(DateOnly day) => _days[day.DayNumber - from.DayNumber] = true;

    /// <summary>Decides whether a day is in the set; none outside of the span is.</summary>
    public bool Contains(DateOnly day) => day >= from && day <= through && _days[day.DayNumber - from.DayNumber];
}
