namespace OptionAuctions.Subscribers;

/// <summary>The codes of a selection that moves: those in its band, and those that have left it and stay as long as there is room.</summary>
/// <param name="room">Most codes that it may have.</param>
internal sealed class SelectionSet(int room)
{
    private List<Instrument> _wanted = [];
    private List<Instrument> _left = []; // the one that left last comes first

    /// <summary>All of them, those in the band first and in order of importance.</summary>
    public IReadOnlyList<Instrument> Codes => [.. _wanted, .. _left];

    /// <summary>Takes other codes into the band.</summary>
    /// <param name="wanted">The codes in the band, in order of importance. Where there is no room for all, the last are left out.</param>
    /// <returns>The codes that it has no longer.</returns>
    public IReadOnlyList<Instrument> Change(IEnumerable<Instrument> wanted)
    {
        var before = Codes;
        _wanted = [.. wanted.Distinct().Take(room)];
        _left = [.. before.Except(_wanted).Take(room - _wanted.Count)];
        return [.. before.Except(Codes)];
    }
}
