namespace OptionAuctions.Export.Tables;

/// <summary>Counts of what could not be read, by reason.</summary>
internal sealed class RefusalCounts
{
    private readonly SortedDictionary<DecodeError, long> _counts = [];

    /// <summary>The counts.</summary>
    public IReadOnlyDictionary<DecodeError, long> All => _counts;

    /// <summary>Counts one, but for <see cref="DecodeError.None"/>.</summary>
    public void Count(DecodeError error)
    {
        if (error != DecodeError.None) _counts[error] = _counts.GetValueOrDefault(error) + 1;
    }
}
