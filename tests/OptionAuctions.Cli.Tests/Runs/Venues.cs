using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>Venues in the middle of an opening call, in a hurry.</summary>
public static class Venues
{
    public const string Codes = "B11612083,C11612083,B50612081";

    private static readonly DateTimeOffset InTheCall = new(2026, 11, 23, 8, 45, 0, MarketTime.Offset);

    public static VenueOptions Options { get; } = new() { StartsAt = InTheCall, Speed = 10, ApprovalEvery = TimeSpan.Zero };

    public static Task<VenueServer> StartAsync(int port = 0) => VenueServer.StartAsync(Options with { Port = port });
}
