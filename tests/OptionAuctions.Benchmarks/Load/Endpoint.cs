namespace OptionAuctions.Benchmarks.Load;

/// <summary>A venue that a contender has for itself, in another process.</summary>
/// <param name="Id">Its number there.</param>
/// <param name="WebSocket">Where records come from.</param>
/// <param name="Approval">Where approval keys come from.</param>
/// <param name="Sessions">App keys that its codes are spread over, each with as many.</param>
/// <param name="Codes">What trades there.</param>
internal sealed record Endpoint(int Id, Uri WebSocket, Uri Approval, int Sessions, IReadOnlyList<Instrument> Codes)
{
    /// <summary>Codes of one session.</summary>
    public int Capacity => (Codes.Count + Sessions - 1) / Sessions;

    /// <summary>Made-up codes that look like the venue's.</summary>
    public static IReadOnlyList<Instrument> MakeUp(int count) =>
    [
        .. Enumerable.Range(0, count)
            .Select(i => FormattableString.Invariant($"{(i % 2 == 0 ? 'B' : 'C')}{11 + (i / 2 / 1000):00}612{i / 2 % 1000:000}"))
            .Select(code => new Instrument(code)),
    ];
}
