using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OptionAuctions;
using OptionAuctions.Hosting;

namespace Akka.Hosting;

/// <summary>Extension methods that make what a host's feeds know available to the services of the host.</summary>
public static class OptionAuctionsServiceExtensions
{
    /// <summary>
    /// Adds services for what <c>WithOptionAuctions</c> adds to the actor system: <see cref="ReferenceData"/> of the feed without a name, and, by the
    /// name of a feed as key, its <see cref="ReferenceData"/>, <c>IRequiredActor&lt;AuctionRouter&gt;</c> and <c>IRequiredActor&lt;AuctionSupervisor&gt;</c>:
    /// <c>[FromKeyedServices("night")] IRequiredActor&lt;AuctionRouter&gt; auctions</c>. No feed is added. When the host starts, the feeds ask for their
    /// approval keys before the actor system is created; see <see cref="PrepareOptionAuctions"/>.
    /// </summary>
    /// <remarks>The reference data is read when it is first asked for, or when the feed starts.</remarks>
    /// <param name="services">The services of the host, to which <c>AddAkka</c> adds the actor system.</param>
    public static IServiceCollection AddOptionAuctionServices(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => ReferenceOf(provider, ""));
        services.TryAddKeyedSingleton(KeyedService.AnyKey, (provider, feed) => ReferenceOf(provider, NameOf(feed)));
        services.TryAddKeyedSingleton<IRequiredActor<AuctionRouter>>(
            KeyedService.AnyKey,
            (provider, feed) => new FeedActor<AuctionRouter>(HostedFeeds.Of(provider).Get(NameOf(feed)), actors => actors.Router));
        services.TryAddKeyedSingleton<IRequiredActor<AuctionSupervisor>>(
            KeyedService.AnyKey,
            (provider, feed) => new FeedActor<AuctionSupervisor>(HostedFeeds.Of(provider).Get(NameOf(feed)), actors => actors.Supervisor));
        return services.AddHostedService<FeedPreparation>();
    }

    /// <summary>
    /// Has the feeds of a host ask for their approval keys now, so that the requests pass while the actor system is created. For a host that takes its
    /// <c>ActorSystem</c> from the container before it starts; for others <see cref="AddOptionAuctionServices"/> does it. A second call changes nothing.
    /// </summary>
    /// <remarks>As for <see cref="AuctionFeed.Prepare"/>. A feed that cannot start throws when it is started, and not here.</remarks>
    /// <param name="services">The services of the host, to which <c>AddAkka</c> has added the actor system.</param>
    public static void PrepareOptionAuctions(this IServiceProvider services)
    {
        if (services.GetService<AkkaConfigurationBuilder>() is { } akka) HostedFeeds.Of(akka).Prepare(services);
    }

    private static ReferenceData ReferenceOf(IServiceProvider provider, string feed) =>
        HostedFeeds.Of(provider).Get(feed).Reference(provider.GetService<TimeProvider>());

    private static string NameOf(object? feed) => feed?.ToString() ?? "";
}
