using Microsoft.Extensions.Configuration;
using OptionAuctions.Venue;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Running;

/// <summary>What stands in when there are no credentials: a venue in this process, and a day of its own.</summary>
internal static class SimulatedVenue
{
    private static readonly VenueOptions Default = new();

    // A file cannot be too old for a day that is made up.
    private static readonly TimeSpan AnyAge = TimeSpan.FromDays(365);

    /// <summary>True when the configuration has no credentials.</summary>
    public static bool StandsIn(IConfiguration configuration) => !configuration.GetSection(FeedOptions.Section)
        .GetSection(nameof(FeedOptions.AppKeys)).AsEnumerable().Any(entry => !string.IsNullOrWhiteSpace(entry.Value));

    /// <summary>The clock of the moment at which such a venue begins, before there is one.</summary>
    public static TimeProvider ClockAtStart { get; } = new Stopped(Default.StartsAt);

    /// <summary>The venue of a run.</summary>
    /// <param name="codes">What trades there.</param>
    public static VenueOptions Trading(IReadOnlyList<OptionCode> codes) => Default with { Codes = codes };

    /// <summary>Points options at it, or at where it could be as long as there is none.</summary>
    public static void Apply(FeedOptions options, VenueServer? venue)
    {
        options.AppKeys = [new AppKeyOptions { AppKey = new Secret("made-up-key"), AppSecret = new Secret("made-up-secret") }];
        options.WsUrl = venue?.WebSocketUrl ?? new Uri("ws://127.0.0.1/tryitout");
        options.ApprovalUrl = venue?.ApprovalUrl ?? new Uri("http://127.0.0.1");
        options.MasterFileMaxAge = AnyAge;
    }

    private sealed class Stopped(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
    }
}
