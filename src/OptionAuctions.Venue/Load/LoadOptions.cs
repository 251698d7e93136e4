namespace OptionAuctions.Venue.Load;

/// <summary>How much is sent, to find out what a client can take. Refused when impossible, by <see cref="Validate"/>.</summary>
public sealed record LoadOptions
{
    /// <summary>Records of one frame, 1 to 999. Default 4.</summary>
    public int RecordsPerFrame { get; init; } = 4;

    /// <summary>Records a second and session, by the base clock, 0 to 100,000,000. Default 0: as many as the line takes.</summary>
    public long RecordsPerSecond { get; init; }

    /// <summary>
    /// Time between two writes at a rate, 1 µs to 1 s: what is due by then leaves together. Default 1 ms. The system's clock has no finer
    /// timers, and on some kernels they come four milliseconds apart; below that the rate is one of bursts, unless the base clock is a finer one.
    /// </summary>
    public TimeSpan WriteEvery { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Records a session is sent in all, 0 or more, rounded up to whole frames. Default 0: until it is cancelled.</summary>
    public long Records { get; init; }

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">Names the property and the range.</exception>
    public void Validate()
    {
        if (RecordsPerFrame is < 1 or > 999) throw new ArgumentException($"{nameof(RecordsPerFrame)} must be 1 to 999", nameof(RecordsPerFrame));
        if (RecordsPerSecond is < 0 or > 100_000_000)
            throw new ArgumentException($"{nameof(RecordsPerSecond)} must be 0 to 100,000,000", nameof(RecordsPerSecond));
        if (WriteEvery < TimeSpan.FromMicroseconds(1) || WriteEvery > TimeSpan.FromSeconds(1)) throw new ArgumentException($"{nameof(WriteEvery)} must be 1 µs to 1 s", nameof(WriteEvery));
        if (Records < 0) throw new ArgumentException($"{nameof(Records)} must be 0 or more", nameof(Records));
    }
}

/// <summary>What was sent.</summary>
/// <param name="Sessions">Sessions that had something registered.</param>
/// <param name="Frames">Frames written, over all sessions.</param>
/// <param name="Records">Records in them.</param>
/// <param name="Bytes">Bytes on the wire, frame heads included.</param>
/// <param name="Elapsed">Time of the base clock from the first to the last.</param>
public sealed record LoadReport(int Sessions, long Frames, long Records, long Bytes, TimeSpan Elapsed)
{
    /// <summary>Records a second over all sessions.</summary>
    public double RecordsPerSecond => Elapsed > TimeSpan.Zero ? Records / Elapsed.TotalSeconds : 0;
}
