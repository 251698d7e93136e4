using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Reports;

/// <summary>Terms of codes as a table is told of them.</summary>
public static class Chains
{
    /// <summary>The series of the simulated venue.</summary>
    public static ReferenceData Listed { get; } =
        ReferenceData.BuiltIn with { Instruments = InstrumentList.Of(new MasterListing([.. MadeUpListing.All], []), madeAt: null) };
}
