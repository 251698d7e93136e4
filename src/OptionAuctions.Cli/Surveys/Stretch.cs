namespace OptionAuctions.Cli.Surveys;

/// <summary>
/// The stretch in which records of a TR come: it ends with a pause of ten minutes. A call auction is one, told without a calendar.
/// </summary>
internal sealed class Stretch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Its number, from 1; 0 before the first record.</summary>
    public int Number { get; private set; }

    /// <summary>Arrival of its first record.</summary>
    public DateTimeOffset Begin { get; private set; }

    /// <summary>Arrival of its last record so far.</summary>
    public DateTimeOffset Last { get; private set; }

    /// <summary>Takes a record over.</summary>
    /// <returns>True when a new stretch begins with it.</returns>
    public bool Add(DateTimeOffset at)
    {
        var isNew = IsNewAt(at);
        if (isNew) (Number, Begin) = (Number + 1, at);
        Last = isNew || at > Last ? at : Last;
        return isNew;
    }

    /// <summary>True when a record of this time begins a new stretch.</summary>
    public bool IsNewAt(DateTimeOffset at) => Number == 0 || at - Last >= Pause;
}
