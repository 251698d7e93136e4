using System.Globalization;
using Akka;
using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Connection;
using OptionAuctions.Dispatch;
using OptionAuctions.Market;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Hosting;

/// <summary>Option auctions on the host's own actor system.</summary>
public static class OptionAuctionsHosting
{
    /// <summary>Tag of the check whether the feed answers, <c>option-auctions-live</c>; it also has <c>liveness</c>, as Akka.Hosting's own.</summary>
    public const string LiveTag = "live";

    /// <summary>Tag of the check whether the feed can be relied on now, <c>option-auctions-ready</c>; it also has <c>readiness</c>.</summary>
    public const string ReadyTag = "ready";

    // Beside closing the socket, which has a bound of its own: folding and delivering what was received.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds a feed and its router, with options from the section <c>OptionAuctions</c>. The actors are found as
    /// <c>IRequiredActor&lt;CodeRouterActor&gt;</c> and <c>IRequiredActor&lt;FeedSupervisor&gt;</c>; the clock is the host's
    /// <see cref="TimeProvider"/> service, or the system's; on it series are chosen, when the actor system starts. What
    /// <see cref="FeedOptions.Warnings"/> says is logged then.
    /// </summary>
    /// <remarks>
    /// Two health checks come along and run in a host that has called <c>AddHealthChecks</c>: <see cref="LiveTag"/> and <see cref="ReadyTag"/>.
    /// When the host stops, the feed says good-bye to the venue first of all, within <see cref="FeedOptions.CloseTimeout"/> and two seconds.
    /// </remarks>
    /// <param name="akka">The host's builder.</param>
    /// <param name="configuration">The host's configuration, whole.</param>
    /// <param name="change">Has the last word over the options.</param>
    /// <param name="reference">Calendar, phase codes and series, for a host that has them from elsewhere; default: from the files that the options name.</param>
    /// <exception cref="FeedOptionsException">A key is unknown, or a value impossible.</exception>
    public static AkkaConfigurationBuilder WithOptionAuctions(
        this AkkaConfigurationBuilder akka, IConfiguration configuration, Action<FeedOptions>? change = null, ReferenceData? reference = null) =>
        With(akka, FeedOptionsReader.Bound(configuration, change), reference);

    /// <summary>As the other, with options made in code.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="set">Sets the options, beginning with their defaults.</param>
    /// <param name="reference">As in the other.</param>
    /// <exception cref="FeedOptionsException">A value is impossible.</exception>
    public static AkkaConfigurationBuilder WithOptionAuctions(
        this AkkaConfigurationBuilder akka, Action<FeedOptions> set, ReferenceData? reference = null) =>
        With(akka, FeedOptionsReader.Checked(new FeedOptions(), set), reference);

    private static AkkaConfigurationBuilder With(AkkaConfigurationBuilder akka, FeedOptions options, ReferenceData? given)
    {
        var probe = new FeedProbe();
        return akka
            .AddHocon(PhaseTime(options), HoconAddMode.Append)
            .WithActors((system, registry) => Start(akka, system, registry, options, given, probe))
            .WithHealthCheck("option-auctions-live", (_, _, ct) => probe.LiveAsync(ct), tags: [LiveTag, "liveness"])
            .WithHealthCheck("option-auctions-ready", (_, _, ct) => probe.ReadyAsync(ct), tags: [ReadyTag, "readiness"]);
    }

    private static void Start(
        AkkaConfigurationBuilder akka, ActorSystem system, IActorRegistry registry, FeedOptions options, ReferenceData? given, FeedProbe probe)
    {
        var services = DependencyResolver.For(system).Resolver;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var now = MarketTime.Now(time);
        var reference = ReferenceReader.Resolve(options, now, given);
        var log = Logging.GetLogger(system, typeof(OptionAuctionsHosting));
        foreach (var warning in options.Warnings) log.Warning("{0}", warning);

        var meter = new FeedMeter(time);
        var approvals = new HttpClient();
        system.RegisterOnTermination(() =>
        {
            meter.Dispose();
            approvals.Dispose();
        });

        var router = system.ActorOf(FeedDispatcher.On(system, CodeRouterActor.Props(options, meter, time, reference, CodeActorHosting.Of(akka, services))), "auctions");
        var feed = system.ActorOf(FeedSupervisor.Props(options, meter, time, router, approvals, reference), "feed");
        registry.Register<CodeRouterActor>(router);
        registry.Register<FeedSupervisor>(feed);
        probe.Watch(feed, router, FeedExpectation.Of(options, reference, now), time);

        // First of all that a shutdown does: the close frame is what frees the slot at the venue.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "close-feed", async () =>
        {
            try
            {
                await feed.Ask<FeedProtocol.Drained>(FeedProtocol.Drain.Instance, options.CloseTimeout + SettleTime);
            }
            catch (AskTimeoutException)
            {
                // a subscriber that never acks must not hold the process; the socket was closed first
            }

            return Done.Instance;
        });
    }

    /// <summary>Akka gives a phase five seconds; closing may be allowed more. What the host itself says about the phase stands.</summary>
    private static Config PhaseTime(FeedOptions options) => ConfigurationFactory.ParseString(string.Create(
        CultureInfo.InvariantCulture,
        $"akka.coordinated-shutdown.phases.before-service-unbind.timeout = {Math.Ceiling((options.CloseTimeout + SettleTime).TotalSeconds) + 1}s"));
}
