namespace OptionAuctions.Venue;

/// <summary>The settings of a load run, which finds out how much a client can take. <see cref="Validate"/> refuses impossible values.</summary>
public sealed record LoadOptions
{
    /// <summary>Records of one WebSocket frame, 1 to 999. Default 4.</summary>
    public int RecordsPerFrame { get; init; } = 4;

    /// <summary>Records a second and session, by the base clock, 0 to 100,000,000. Default 0: as many as the connection takes.</summary>
    public long RecordsPerSecond { get; init; }

    /// <summary>
    /// Time between two writes at a rate, 1 µs to 1 s: what is due by then is written together. Default 1 ms. The system's clock has no finer
    /// timers, and on some kernels they fire four milliseconds apart; below that the records come in bursts, unless the base clock is a finer one.
    /// </summary>
    public TimeSpan WriteEvery { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Records a session is sent in all, 0 or more, rounded up to whole frames. Default 0: until it is cancelled.</summary>
    public long Records { get; init; }

    /// <summary>Refuses impossible values.</summary>
    /// <exception cref="ArgumentException">Names the property and the range.</exception>
    public void Validate()
    {
        if (RecordsPerFrame is < 1 or > 999) throw new ArgumentException($"{nameof(RecordsPerFrame)} must be 1 to 999", nameof(RecordsPerFrame));
        if (RecordsPerSecond is < 0 or > 100_000_000)
            throw new ArgumentException($"{nameof(RecordsPerSecond)} must be 0 to 100,000,000", nameof(RecordsPerSecond));
        if (WriteEvery < TimeSpan.FromMicroseconds(1) || WriteEvery > TimeSpan.FromSeconds(1))
            throw new ArgumentException($"{nameof(WriteEvery)} must be 1 µs to 1 s", nameof(WriteEvery));
        if (Records < 0) throw new ArgumentException($"{nameof(Records)} must be 0 or more", nameof(Records));
    }
}
