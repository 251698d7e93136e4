using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Event;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace OptionAuctions.Hosting;

/// <summary>
/// Passes renewed credentials of the host to a feed that runs: when the configuration is loaded anew, and when the host's
/// <c>IOptionsMonitor&lt;FeedOptions&gt;</c> reports a change.
/// </summary>
/// <param name="options">The options of the feed.</param>
/// <param name="log">Where renewals, and those that are impossible, are logged.</param>
/// <param name="feed">Name of the feed, which is that of its options in the monitor too; empty for the feed without one.</param>
internal sealed class AppKeyRenewal(FeedOptions options, ILoggingAdapter log, string feed = "")
{
    /// <summary>Begins to follow the host's sources; ends with the actor system.</summary>
    /// <param name="system">The actor system of the feed.</param>
    /// <param name="services">The host's services.</param>
    /// <param name="source">The source from which the options were read; <see langword="null"/> when they were made in code.</param>
    public void Follow(ActorSystem system, IDependencyResolver services, ReloadableOptions? source)
    {
        if (source is not null) EndWith(system, ChangeToken.OnChange(source.ReloadToken, () => Renew(source.Read)));
        if (services.GetService<IOptionsMonitor<FeedOptions>>() is not { } monitor) return;
        if (monitor.OnChange(OnChanged) is { } subscription) EndWith(system, subscription);
    }

    /// <summary>Takes over the credentials of changed options of the host if they are those of this feed; a monitor tells of all.</summary>
    internal void OnChanged(FeedOptions changed, string? name)
    {
        if (feed.Equals(name, StringComparison.OrdinalIgnoreCase)) Renew(() => changed);
    }

    /// <summary>Takes over the credentials of changed options. Whatever else was changed counts from the next start on.</summary>
    internal void Renew(Func<FeedOptions> read)
    {
        try
        {
            var changed = read().AppKeys;
            if (changed.Count == 0 || IsSame(changed)) return;
            var problems = options.RenewAppKeys(changed);
            if (problems.Count == 0) log.Info("the app keys were renewed; each session uses its own at its next dial");
            else log.Warning("the app keys stay as they are: {Problems}", new FeedSection(feed).WithKeys(string.Join("; ", problems)));
        }
        catch (Exception cause) // by a source of the host, which may throw anything; on the thread that loads its configuration
        {
            log.Warning("the app keys stay as they are, since the changed options cannot be read: {Problem}", cause.Message);
        }
    }

    private bool IsSame(List<AppKeyOptions> changed) =>
        changed.Select(key => (key.AppKey, key.AppSecret)).SequenceEqual(options.AppKeys.Select(key => (key.AppKey, key.AppSecret)));

    private static void EndWith(ActorSystem system, IDisposable subscription) => system.RegisterOnTermination(subscription.Dispose);
}
