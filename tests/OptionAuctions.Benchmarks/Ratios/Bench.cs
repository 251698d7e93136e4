using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>What all measurements of a run share.</summary>
/// <param name="Venue">The process that sends.</param>
/// <param name="Quick">Shorter and fewer rounds, for automation.</param>
internal sealed record Bench(VenueProcess Venue, bool Quick)
{
    /// <summary>Rounds, an odd number.</summary>
    public int Rounds => Quick ? 3 : 7;

    /// <summary>A length of time that is shorter when quick.</summary>
    public int Seconds(int full, int quick) => Quick ? quick : full;
}
