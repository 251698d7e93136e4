namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>One way to get records from a socket to a subscriber; connected and registered for all codes of its venue.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>Counts what its subscriber saw.</summary>
    Tally Tally { get; }

    /// <summary>Count what each of its subscribers saw, where there are several.</summary>
    IReadOnlyList<Tally> Tallies => [Tally];

    /// <summary>Of each code, the running number that its subscriber saw last. Read while nothing comes.</summary>
    IReadOnlyDictionary<Instrument, long> Numbers { get; }
}
