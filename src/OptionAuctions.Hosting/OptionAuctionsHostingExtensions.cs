using System.Globalization;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Event;
using Microsoft.Extensions.Configuration;
using OptionAuctions;
using OptionAuctions.Hosting;

namespace Akka.Hosting;

/// <summary>Extension methods that add option auctions to the host's own actor system.</summary>
public static class OptionAuctionsHostingExtensions
{
    // Bounds the processing and delivery of what was received; closing the sockets has a bound of its own.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private static readonly ConditionalWeakTable<AkkaConfigurationBuilder, List<Func<IDependencyResolver, Func<OptionCode, ListedSeries?, Props?>>>>
        CodeActorFactories = [];

    /// <summary>
    /// Adds a feed and its router, with options from the section <c>OptionAuctions</c>. The actors are found as
    /// <c>IRequiredActor&lt;AuctionRouter&gt;</c> and <c>IRequiredActor&lt;AuctionSupervisor&gt;</c>; the clock is the host's
    /// <see cref="TimeProvider"/> service, or the system's. When the actor system starts, series are chosen by this clock and
    /// <see cref="FeedOptions.Warnings"/> are logged.
    /// </summary>
    /// <remarks>
    /// Two health checks come along and run in a host that has called <c>AddHealthChecks</c>: <c>option-auctions-live</c> (tags <c>live</c>,
    /// <c>liveness</c>), whether the feed answers, and <c>option-auctions-ready</c> (tags <c>ready</c>, <c>readiness</c>), whether it can be relied on now.
    /// When the host stops, the feed closes its connections first of all, within <see cref="ConnectionOptions.CloseTimeout"/> and two seconds. Akka's own
    /// handler of SIGTERM is off (<c>akka.coordinated-shutdown.run-by-clr-shutdown-hook</c>), unless the host's HOCON sets it before this call.
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
        AddFeed(akka, FeedOptionsReader.Read(configuration, change), reference);

    /// <summary>Adds a feed and its router, with options made in code; otherwise as the overload with a configuration.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="set">Sets the options, which begin with their defaults.</param>
    /// <param name="reference">As in the other overload.</param>
    /// <exception cref="FeedOptionsException">A value is impossible.</exception>
    public static AkkaConfigurationBuilder WithOptionAuctions(
        this AkkaConfigurationBuilder akka, Action<FeedOptions> set, ReferenceData? reference = null) =>
        AddFeed(akka, FeedOptionsReader.Check(new FeedOptions(), set), reference);

    /// <summary>
    /// Adds an actor of the host's own for each code for which the factory returns Props. The actor receives the auction of its code, in addition
    /// to the subscribers. Several factories are asked in their order, and the first that returns Props for a code is taken. Can be called before or
    /// after <c>WithOptionAuctions</c>, without which it has no effect.
    /// </summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="factory">
    /// Chooses by the code and its terms, for example
    /// <c>(code, series) =&gt; series?.Underlying.Symbol == "005930" ? Props.Create&lt;Mine&gt;() : null</c>.
    /// </param>
    public static AkkaConfigurationBuilder WithCodeActor(this AkkaConfigurationBuilder akka, Func<OptionCode, ListedSeries?, Props?> factory) =>
        AddCodeActor(akka, _ => factory);

    /// <summary>Adds an actor of the host's own for each code, made with the host's services; otherwise as the overload without a resolver.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="factory">Chooses by the code and its terms; <c>resolver.Props&lt;Mine&gt;(…)</c> makes Props.</param>
    public static AkkaConfigurationBuilder WithCodeActor(
        this AkkaConfigurationBuilder akka, Func<OptionCode, ListedSeries?, IDependencyResolver, Props?> factory) =>
        AddCodeActor(akka, resolver => (code, series) => factory(code, series, resolver));

    private static AkkaConfigurationBuilder AddCodeActor(
        AkkaConfigurationBuilder akka, Func<IDependencyResolver, Func<OptionCode, ListedSeries?, Props?>> createFactory)
    {
        CodeActorFactories.GetOrCreateValue(akka).Add(createFactory);
        return akka;
    }

    private static AkkaConfigurationBuilder AddFeed(AkkaConfigurationBuilder akka, FeedOptions options, ReferenceData? supplied)
    {
        var probe = new FeedProbe();
        return akka
            .AddHocon(Shutdown(options), HoconAddMode.Append)
            .WithActors((system, registry) => Start(akka, system, registry, options, supplied, probe))
            .WithHealthCheck("option-auctions-live", (_, _, ct) => probe.LiveAsync(ct), tags: ["live", "liveness"])
            .WithHealthCheck("option-auctions-ready", (_, _, ct) => probe.ReadyAsync(ct), tags: ["ready", "readiness"]);
    }

    private static void Start(
        AkkaConfigurationBuilder akka, ActorSystem system, IActorRegistry registry, FeedOptions options, ReferenceData? supplied, FeedProbe probe)
    {
        var services = DependencyResolver.For(system).Resolver;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var reference = options.Resolve(MarketTime.Now(time), supplied);
        var log = Akka.Event.Logging.GetLogger(system, typeof(OptionAuctionsHostingExtensions));
        foreach (var warning in options.Warnings) log.Warning("{0}", warning);

        var codeActors = CodeActorFactories.TryGetValue(akka, out var added) ? added.Select(createFactory => createFactory(services)).ToArray() : [];
        var (router, feed) = AuctionFeed.Start(system, options, time, reference, codeActors);
        registry.Register<AuctionRouter>(router);
        registry.Register<AuctionSupervisor>(feed);
        probe.Watch(feed, router, options, reference, time);

        // The first task of a shutdown, since the WebSocket close frame frees the slot at the venue. Bounded, since a subscriber that never
        // acknowledges must not hold the process.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "close-feed", async () =>
        {
            await AuctionFeed.DrainAsync(feed, options.Connection.CloseTimeout + DrainTime);
            return Done.Instance;
        });
    }

    /// <summary>
    /// Returns the settings of a shutdown; those of the host's that are there already, or are put before, take precedence. Akka gives the phase five
    /// seconds, and closing may be allowed more. Akka's own handler of SIGTERM and of the end of the process is off: it would stop the actors while
    /// the services of the host that use them still run, and the host stops the actor system itself, behind the services that were added later.
    /// </summary>
    private static Config Shutdown(FeedOptions options) => ConfigurationFactory.ParseString(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        akka.coordinated-shutdown.phases.before-service-unbind.timeout = {Math.Ceiling((options.Connection.CloseTimeout + DrainTime).TotalSeconds) + 1}s
        """));
}
