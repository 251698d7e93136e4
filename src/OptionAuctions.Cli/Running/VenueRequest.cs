using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>The request of the command line for the simulated venue of a run.</summary>
internal sealed record VenueRequest
{
    /// <summary>What goes wrong there.</summary>
    public Scenario Scenario { get; init; } = Scenario.Calm;

    /// <summary>Seconds of its clock per second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Percent by which its stocks open away from their previous close; <see langword="null"/> for a small gap of the seed.</summary>
    public double? Gap { get; init; }

    /// <summary>True to go on to the next call auction when one is over.</summary>
    public bool Loop { get; init; }

    /// <summary>The option that asks for any of it; <see langword="null"/> when none was typed.</summary>
    public string? Option { get; init; }
}
