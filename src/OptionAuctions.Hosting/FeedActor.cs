using Akka.Actor;
using Akka.Hosting;

namespace OptionAuctions.Hosting;

/// <summary>An actor of a feed with a name, as a keyed service of the host.</summary>
/// <typeparam name="TActor">The key of that actor in the registry of a feed without a name.</typeparam>
internal sealed class FeedActor<TActor>(HostedFeed feed, Func<(IActorRef Router, IActorRef Supervisor), IActorRef> choose) : IRequiredActor<TActor>
{
    /// <inheritdoc/>
    public IActorRef ActorRef => feed.Started.IsCompletedSuccessfully
        ? choose(feed.Started.Result)
        : throw new MissingActorRegistryEntryException($"the feed '{feed.Name}' has not started; GetAsync waits for it");

    /// <inheritdoc/>
    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) => choose(await feed.Started.WaitAsync(cancellationToken));
}
