using Akka;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Connection;
using OptionAuctions.Market;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Hosting;

/// <summary>Option auctions on the host's own actor system.</summary>
public static class OptionAuctionsHosting
{
    // Beside closing the socket, which has a bound of its own: folding and delivering what was received.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds a feed and its router, with options from the section <c>OptionAuctions</c>. The actors are found as
    /// <c>IRequiredActor&lt;CodeRouterActor&gt;</c> and <c>IRequiredActor&lt;FeedSupervisor&gt;</c>; the clock is the host's
    /// <see cref="TimeProvider"/> service, or the system's; on it series are chosen, when the actor system starts. What
    /// <see cref="FeedOptions.Warnings"/> says is logged then.
    /// </summary>
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

    private static AkkaConfigurationBuilder With(AkkaConfigurationBuilder akka, FeedOptions options, ReferenceData? given) => akka.WithActors((system, registry) =>
    {
        var services = DependencyResolver.For(system).Resolver;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var reference = ReferenceReader.Resolve(options, MarketTime.Now(time), given);
        var log = Logging.GetLogger(system, typeof(OptionAuctionsHosting));
        foreach (var warning in options.Warnings) log.Warning("{0}", warning);

        var meter = new FeedMeter(time);
        var approvals = new HttpClient();
        system.RegisterOnTermination(() =>
        {
            meter.Dispose();
            approvals.Dispose();
        });

        var router = system.ActorOf(CodeRouterActor.Props(options, meter, time, reference, CodeActorHosting.Of(akka, services)), "auctions");
        var feed = system.ActorOf(FeedSupervisor.Props(options, meter, time, router, approvals, reference), "feed");
        registry.Register<CodeRouterActor>(router);
        registry.Register<FeedSupervisor>(feed);

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
    });
}
