using System.Globalization;
using Akka.Actor;
using Akka.DependencyInjection;
using Microsoft.Extensions.Configuration;
using OptionAuctions;
using OptionAuctions.Hosting;
using OptionAuctions.Recording;

namespace Akka.Hosting;

/// <summary>Extension methods that add option auctions to the host's own actor system.</summary>
public static class OptionAuctionsHostingExtensions
{
    private const string ClosePhase = "akka.coordinated-shutdown.phases.before-service-unbind.timeout";

    // Akka's own handler of SIGTERM would stop the actors while the services of the host that use them still run. The host stops the actor system
    // itself, after the services that were added later.
    private const string NoSignalHandler = "akka.coordinated-shutdown.run-by-clr-shutdown-hook = off";

    /// <summary>
    /// Adds a feed and its router, with options from the section <c>OptionAuctions</c>. The actors are found as
    /// <c>IRequiredActor&lt;AuctionRouter&gt;</c> and <c>IRequiredActor&lt;AuctionSupervisor&gt;</c>; the clock is the host's
    /// <see cref="TimeProvider"/> service, or the system's. When the actor system starts, series are chosen by this clock and
    /// <see cref="FeedOptions.Warnings"/> are logged. Options are read once; a warning tells when the configuration has changed since.
    /// </summary>
    /// <remarks>
    /// Two health checks come along and run in a host that has called <c>AddHealthChecks</c>: <c>option-auctions-live</c> (tags <c>live</c>,
    /// <c>liveness</c>), whether the feed answers, and <c>option-auctions-ready</c> (tags <c>ready</c>, <c>readiness</c>), whether it can be relied on now.
    /// Credentials that are renewed in the configuration, or in the host's <c>IOptionsMonitor&lt;FeedOptions&gt;</c>, are used at the next dial; other
    /// options count from the next start on.
    /// When the host stops, the feed closes its connections first of all, within <see cref="ConnectionOptions.CloseTimeout"/> and two seconds. Akka's own
    /// handler of SIGTERM is off (<c>akka.coordinated-shutdown.run-by-clr-shutdown-hook</c>), unless the host's HOCON sets it before this call, or prepends it.
    /// </remarks>
    /// <param name="akka">The host's builder.</param>
    /// <param name="configuration">The host's configuration, whole.</param>
    /// <param name="change">Changes the options after they are read.</param>
    /// <param name="reference">
    /// Calendar, phase codes and series, for a host that has them from elsewhere; default: from the files that the options name.
    /// </param>
    /// <exception cref="FeedOptionsException">A key is unknown, or a value is impossible.</exception>
    public static AkkaConfigurationBuilder WithOptionAuctions(
        this AkkaConfigurationBuilder akka, IConfiguration configuration, Action<FeedOptions>? change = null, ReferenceData? reference = null) =>
        AddFeed(akka, new FeedSection(""), section => FeedOptionsReader.Read(section, configuration, change, reference), reference, configuration);

    /// <summary>Adds a feed and its router, with options made in code; otherwise as the overload with a configuration.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="set">Sets the options, which begin with their defaults.</param>
    /// <param name="reference">As in the other overload.</param>
    /// <exception cref="FeedOptionsException">A value is impossible.</exception>
    public static AkkaConfigurationBuilder WithOptionAuctions(
        this AkkaConfigurationBuilder akka, Action<FeedOptions> set, ReferenceData? reference = null) =>
        AddFeed(akka, new FeedSection(""), section => FeedOptionsReader.Check(section, new FeedOptions(), set, reference), reference);

    /// <summary>
    /// Adds one of several feeds of an actor system, with options from the section <c>OptionAuctions:Feeds:name</c>. Its actors are
    /// <c>/user/name-auctions</c> and <c>/user/name-feed</c>, found as keyed services (<see cref="OptionAuctionsServiceExtensions.AddOptionAuctionServices"/>)
    /// or by <see cref="GetAuctionRouter"/>; its health checks are <c>option-auctions-name-live</c> and <c>option-auctions-name-ready</c>; its meter has a
    /// tag <c>feed</c>. Otherwise as the feed without a name. Each feed needs app keys of its own.
    /// </summary>
    /// <remarks>The hosts' own actors for codes share the threads that the feed which starts first allows.</remarks>
    /// <param name="akka">The host's builder.</param>
    /// <param name="name">Name of the feed, which becomes a part of an actor's path: letters, digits, dashes.</param>
    /// <param name="configuration">The host's configuration, whole.</param>
    /// <param name="change">Changes the options after they are read.</param>
    /// <param name="reference">As for the feed without a name.</param>
    /// <exception cref="FeedOptionsException">A key is unknown, a value is impossible, or there is a feed of that name.</exception>
    /// <exception cref="ArgumentException">The name cannot be a part of an actor's path.</exception>
    public static AkkaConfigurationBuilder WithOptionAuctions(
        this AkkaConfigurationBuilder akka, string name, IConfiguration configuration, Action<FeedOptions>? change = null, ReferenceData? reference = null) =>
        AddFeed(akka, SectionOf(name), section => FeedOptionsReader.Read(section, configuration, change, reference), reference, configuration);

    /// <summary>Adds one of several feeds, with options made in code; otherwise as the overload with a name and a configuration.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="name">As in the other overload.</param>
    /// <param name="set">Sets the options, which begin with their defaults.</param>
    /// <param name="reference">As in the other overload.</param>
    /// <exception cref="FeedOptionsException">A value is impossible, or there is a feed of that name.</exception>
    /// <exception cref="ArgumentException">The name cannot be a part of an actor's path.</exception>
    public static AkkaConfigurationBuilder WithOptionAuctions(
        this AkkaConfigurationBuilder akka, string name, Action<FeedOptions> set, ReferenceData? reference = null) =>
        AddFeed(akka, SectionOf(name), section => FeedOptionsReader.Check(section, new FeedOptions(), set, reference), reference);

    /// <summary>
    /// Has the actor system set a timer for each scheduled item, in place of Akka's own scheduler, which wakes a thread every ten milliseconds also while
    /// nothing is scheduled. Items come some milliseconds late at most while threads are free, and none early.
    /// </summary>
    /// <param name="akka">The host's builder.</param>
    public static AkkaConfigurationBuilder WithQuietScheduler(this AkkaConfigurationBuilder akka) =>
        akka.AddHocon(AuctionFeed.QuietScheduler, HoconAddMode.Prepend);

    /// <summary>
    /// Adds an actor of the host's own for each code for which the factory returns Props. The actor receives the auction of its code, in addition
    /// to the subscribers. Several factories are asked in their order, and the first that returns Props for a code is taken. Can be called before or
    /// after <c>WithOptionAuctions</c>, without which the host does not start.
    /// </summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="factory">
    /// Chooses by the code and its terms, for example
    /// <c>(code, series) =&gt; series?.Underlying.Symbol == "005930" ? Props.Create&lt;Mine&gt;() : null</c>.
    /// </param>
    public static AkkaConfigurationBuilder WithCodeActor(this AkkaConfigurationBuilder akka, Func<Instrument, ListedSeries?, Props?> factory) =>
        AddCodeActor(akka, "", factory, _ => factory);

    /// <summary>Adds an actor of the host's own for each code, made with the host's services; otherwise as the overload without a resolver.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="factory">Chooses by the code and its terms; <c>resolver.Props&lt;Mine&gt;(…)</c> makes Props.</param>
    public static AkkaConfigurationBuilder WithCodeActor(
        this AkkaConfigurationBuilder akka, Func<Instrument, ListedSeries?, IDependencyResolver, Props?> factory) =>
        AddCodeActor(akka, "", factory, resolver => (code, series) => factory(code, series, resolver));

    /// <summary>Adds an actor of the host's own for each code of one of several feeds; otherwise as the overload without a name.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="name">Name of the feed.</param>
    /// <param name="factory">Chooses by the code and its terms.</param>
    public static AkkaConfigurationBuilder WithCodeActor(
        this AkkaConfigurationBuilder akka, string name, Func<Instrument, ListedSeries?, Props?> factory) =>
        AddCodeActor(akka, name, factory, _ => factory);

    /// <summary>Adds an actor of the host's own for each code of one of several feeds, made with the host's services.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="name">Name of the feed.</param>
    /// <param name="factory">Chooses by the code and its terms; <c>resolver.Props&lt;Mine&gt;(…)</c> makes Props.</param>
    public static AkkaConfigurationBuilder WithCodeActor(
        this AkkaConfigurationBuilder akka, string name, Func<Instrument, ListedSeries?, IDependencyResolver, Props?> factory) =>
        AddCodeActor(akka, name, factory, resolver => (code, series) => factory(code, series, resolver));

    /// <summary>
    /// Records each message of the venue to MCAP files, as it was received, and has the feed begin with the auctions of what was recorded earlier on the same day
    /// from the same venue: after a restart in the middle of a call its path, phases and previous closes are known, with one gap. Can be called before or after
    /// <c>WithOptionAuctions</c>. A folder that cannot be written to at the start ends the start with an <see cref="IOException"/>; a disk that fails later does
    /// not hold the feed up, and is a warning in the log.
    /// </summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="recorder">The options of the recorder; the folder at least.</param>
    /// <param name="name">Name of the feed, where there are several; they need folders, or names of files, of their own.</param>
    /// <param name="restores">False: the feed begins without what was recorded earlier.</param>
    /// <exception cref="FeedOptionsException">The feed has a recording already.</exception>
    public static AkkaConfigurationBuilder WithRecording(
        this AkkaConfigurationBuilder akka, RecorderOptions recorder, string name = "", bool restores = true)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        var feeds = HostedFeeds.Of(akka);
        feeds.AddRecording(name, new HostedRecording(recorder, restores));
        SetShutdown(akka, feeds);
        return akka.WithActors((_, _) => feeds.ThrowIfInconsistent());
    }

    /// <summary>Returns the router of a feed with a name, for actors that are started after it.</summary>
    /// <param name="registry">The registry that <c>WithActors</c> hands in.</param>
    /// <param name="name">Name of the feed.</param>
    /// <exception cref="MissingActorRegistryEntryException">There is no such feed, or it has not started.</exception>
    public static IActorRef GetAuctionRouter(this IReadOnlyActorRegistry registry, string name) => HostedFeeds.StartedIn(registry, name).Router;

    /// <summary>Returns the supervisor of a feed with a name; otherwise as <see cref="GetAuctionRouter"/>.</summary>
    /// <param name="registry">The registry that <c>WithActors</c> hands in.</param>
    /// <param name="name">Name of the feed.</param>
    /// <exception cref="MissingActorRegistryEntryException">There is no such feed, or it has not started.</exception>
    public static IActorRef GetAuctionSupervisor(this IReadOnlyActorRegistry registry, string name) => HostedFeeds.StartedIn(registry, name).Supervisor;

    private static FeedSection SectionOf(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return ActorPath.IsValidPathElement(name) && !name.Contains(':', StringComparison.Ordinal)
            ? new FeedSection(name)
            : throw new ArgumentException($"'{name}' cannot be the name of a feed: it becomes a part of an actor's path", nameof(name));
    }

    private static AkkaConfigurationBuilder AddCodeActor(AkkaConfigurationBuilder akka, string name, Delegate given, CodeActorFactory factory)
    {
        ArgumentNullException.ThrowIfNull(given);
        var feeds = HostedFeeds.Of(akka);
        feeds.AddCodeActor(name, factory);
        return akka.WithActors((_, _) => feeds.ThrowIfInconsistent());
    }

    private static AkkaConfigurationBuilder AddFeed(
        AkkaConfigurationBuilder akka, FeedSection section, Func<FeedSection, FeedOptions> readOptions, ReferenceData? reference,
        IConfiguration? configuration = null)
    {
        var feeds = HostedFeeds.Of(akka);
        var feed = feeds.Add(new HostedFeed(section, () => readOptions(section), reference, configuration));
        SetShutdown(akka, feeds);
        return akka
            .WithActors((system, registry) => feed.Start(system, registry, feeds))
            .WithHealthCheck(feed.Called("option-auctions-{0}live"), (_, _, ct) => feed.Probe.LiveAsync(ct), tags: ["live", "liveness"])
            .WithHealthCheck(feed.Called("option-auctions-{0}ready"), (_, _, ct) => feed.Probe.ReadyAsync(ct), tags: ["ready", "readiness"]);
    }

    /// <summary>
    /// Adds the settings of a shutdown; those of the host take precedence. Akka gives the phase in which connections are closed five seconds, and closing
    /// may be allowed more: by the feed that allows most.
    /// </summary>
    private static void SetShutdown(AkkaConfigurationBuilder akka, HostedFeeds feeds)
    {
        if (feeds.CloseTime == TimeSpan.Zero) return; // no feed yet
        var phase = TimeSpan.FromSeconds(Math.Ceiling(feeds.CloseTime.TotalSeconds) + 1);
        var setting = string.Create(CultureInfo.InvariantCulture, $"{ClosePhase} = {phase.TotalSeconds}s");
        akka.AddHocon(NoSignalHandler, HoconAddMode.Append).AddHocon(setting, HoconAddMode.Append);
        if (phase <= feeds.ClosePhase) return;
        if (akka.Configuration.Value.GetTimeSpan(ClosePhase) == feeds.ClosePhase) akka.AddHocon(setting, HoconAddMode.Prepend);
        feeds.ClosePhase = phase;
    }
}
