namespace OptionAuctions.Venue;

/// <summary>The result of a load run: what was sent.</summary>
/// <param name="Sessions">Sessions that had something registered.</param>
/// <param name="Frames">WebSocket frames written, over all sessions.</param>
/// <param name="Records">Records in them.</param>
/// <param name="Bytes">Bytes on the wire, frame heads included.</param>
/// <param name="Elapsed">Time of the base clock from the beginning of the run to its end.</param>
public sealed record LoadReport(int Sessions, long Frames, long Records, long Bytes, TimeSpan Elapsed)
{
    /// <summary>Records a second over all sessions.</summary>
    public double RecordsPerSecond => Elapsed > TimeSpan.Zero ? Records / Elapsed.TotalSeconds : 0;
}
