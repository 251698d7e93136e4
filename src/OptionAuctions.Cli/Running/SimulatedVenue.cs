using Microsoft.Extensions.Configuration;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>The replacement of the real venue when there are no credentials: a venue in this process, with its own day.</summary>
internal static class SimulatedVenue
{
    private static readonly VenueOptions Default = new();

    // The day is made up, so that no file is too old for it.
    private static readonly TimeSpan AnyAge = TimeSpan.FromDays(365);

    /// <summary>Returns true when the configuration has no credentials, so that a simulated venue is used.</summary>
    public static bool IsNeeded(IConfiguration configuration) => !configuration.GetSection(FeedOptions.Section)
        .GetSection(nameof(FeedOptions.AppKeys)).AsEnumerable().Any(entry => !string.IsNullOrWhiteSpace(entry.Value));

    /// <summary>A clock that shows the moment at which such a venue begins, for use before there is one.</summary>
    public static TimeProvider ClockAtStart { get; } = new Stopped(Default.StartsAt);

    /// <summary>Returns the options of a run's venue.</summary>
    /// <param name="codes">The codes that trade there.</param>
    public static VenueOptions OptionsFor(IReadOnlyList<OptionCode> codes) => Default with { Codes = codes };

    /// <summary>Sets a feed's options to the venue, or to placeholder addresses on this machine as long as there is none.</summary>
    public static void Apply(FeedOptions options, VenueServer? venue)
    {
        options.AppKeys = [new AppKeyOptions { AppKey = new Secret("made-up-key"), AppSecret = new Secret("made-up-secret") }];
        options.WsUrl = venue?.WebSocketUrl ?? new Uri("ws://127.0.0.1/tryitout");
        options.ApprovalUrl = venue?.ApprovalUrl ?? new Uri("http://127.0.0.1");
        options.Market.MasterFileMaxAge = AnyAge;
    }

    private sealed class Stopped(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
    }
}
