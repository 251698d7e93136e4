namespace OptionAuctions.Auctions;

/// <summary>The newest records whose ages are of one class, counted here and not in the histogram: most records are as old as the one before.</summary>
internal struct RecentAges
{
    private ushort _count;
    private byte _class;

    /// <summary>Adds an age.</summary>
    /// <param name="age">Ticks.</param>
    /// <param name="ages">Takes the ages before it when they are of another class.</param>
    public void Add(long age, ref AgeDistribution ages)
    {
        var ofAge = AgeDistribution.ClassOf(age);
        if (ofAge != _class || _count == ushort.MaxValue)
        {
            ages.Add(_class, _count);
            (_class, _count) = (ofAge, 0);
        }

        _count++;
    }

    /// <summary>The histogram with these ages in it.</summary>
    public readonly AgeDistribution In(AgeDistribution ages)
    {
        ages.Add(_class, _count);
        return ages;
    }
}
