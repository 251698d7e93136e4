using OptionAuctions.Benchmarks.Contenders;

namespace OptionAuctions.Benchmarks.Idle;

/// <summary>How a process is hosted.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Contender">What runs in it.</param>
/// <param name="Variable">An environment variable of the runtime and its value.</param>
/// <param name="Akka">A setting of the actor system.</param>
internal sealed record HostSetting(string Name, string Contender = Connecting.Feed, (string Name, string Value)? Variable = null, string Akka = "")
{
    private const string SpinLimit = "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit";

    /// <summary>As our own processes are hosted.</summary>
    public static HostSetting Quiet { get; } = new("the last two together", Variable: (SpinLimit, "0"), Akka: AuctionFeed.QuietScheduler.ToString());

    public static HostSetting Loop { get; } = new("loop, without actors, default", Connecting.Loop);

    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("default"),
        Of("DOTNET_gcServer", "1"),
        Of("DOTNET_gcConcurrent", "0"),
        Of("DOTNET_TieredPGO", "0"),
        Of(SpinLimit, "0"),
        new("`WithQuietScheduler()`", Akka: Quiet.Akka),
        Quiet,
        new("a subscriber on the feed's dispatcher", Connecting.OnFeedDispatcher),
        Loop,
    ];

    private static HostSetting Of(string name, string value) => new($"`{name}={value}`", Variable: (name, value));
}
