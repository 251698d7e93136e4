using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace OptionAuctions.Hosting;

/// <summary>The feeds of one actor system, by name without regard to case, and the hosts' own actors that were added for them.</summary>
internal sealed class HostedFeeds
{
    private static readonly ConditionalWeakTable<AkkaConfigurationBuilder, HostedFeeds> All = [];
    private static readonly ConditionalWeakTable<IReadOnlyActorRegistry, HostedFeeds> Started = [];

    private readonly Dictionary<string, HostedFeed> _feeds = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Feed, CodeActorFactory Factory)> _codeActors = [];
    private readonly Dictionary<string, HostedRecording> _recordings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The longest time limit that a feed has set for the phase of the shutdown in which it closes its connections.</summary>
    public TimeSpan ClosePhase { get; set; }

    /// <summary>Returns the feeds of an actor system.</summary>
    public static HostedFeeds Of(AkkaConfigurationBuilder akka) => All.GetOrCreateValue(akka);

    /// <summary>Returns the feeds of the actor system of a host.</summary>
    public static HostedFeeds Of(IServiceProvider services) => Of(services.GetRequiredService<AkkaConfigurationBuilder>());

    /// <summary>Returns the actors of a feed that has started on the actor system of a registry.</summary>
    /// <exception cref="MissingActorRegistryEntryException">There is none.</exception>
    public static (IActorRef Router, IActorRef Supervisor) StartedIn(IReadOnlyActorRegistry registry, string name) =>
        Started.TryGetValue(registry, out var feeds) && feeds._feeds.TryGetValue(name, out var feed) && feed.Started.IsCompletedSuccessfully
            ? feed.Started.Result
            : throw new MissingActorRegistryEntryException($"{Title(name)} has not started");

    /// <summary>Adds a feed.</summary>
    /// <exception cref="FeedOptionsException">There is one of that name.</exception>
    public HostedFeed Add(HostedFeed feed) => _feeds.TryAdd(feed.Name, feed)
        ? feed
        : throw new FeedOptionsException([$"WithOptionAuctions was called twice for {Title(feed.Name)}: a second feed needs a name of its own"]);

    /// <summary>Adds a factory of the host's own actors for the codes of a feed, which may be added later.</summary>
    public void AddCodeActor(string feed, CodeActorFactory factory) => _codeActors.Add((feed, factory));

    /// <summary>Adds the recording of a feed, which may be added later.</summary>
    /// <exception cref="FeedOptionsException">It has one.</exception>
    public void AddRecording(string feed, HostedRecording recording)
    {
        if (!_recordings.TryAdd(feed, recording)) throw new FeedOptionsException([$"WithRecording was called twice for {Title(feed)}"]);
    }

    /// <summary>Time in which all feeds that were added so far can close, each with its recording: that of the one that takes longest.</summary>
    public TimeSpan CloseTime => _feeds.Values.Select(feed => feed.CloseTime + (RecordingOf(feed) is null ? TimeSpan.Zero : HostedRecording.EndTime))
        .DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>Returns the recording of a feed; <see langword="null"/> when it has none.</summary>
    public HostedRecording? RecordingOf(HostedFeed feed) => _recordings.GetValueOrDefault(feed.Name);

    /// <summary>Returns the feed of a name.</summary>
    /// <exception cref="FeedOptionsException">There is none.</exception>
    public HostedFeed Get(string name) => _feeds.GetValueOrDefault(name) ?? throw new FeedOptionsException([$"{Title(name)} was not added; {There}"]);

    /// <summary>Makes the feeds known to a registry.</summary>
    public void KnownTo(IReadOnlyActorRegistry registry) => Started.AddOrUpdate(registry, this);

    /// <summary>Does what the feeds can do before there is an actor system; see <see cref="HostedFeed.Prepare"/>.</summary>
    public void Prepare(IServiceProvider services)
    {
        var resolver = new ServiceProviderDependencyResolver(services);
        foreach (var feed in _feeds.Values) feed.Prepare(resolver, this);
    }

    /// <summary>Returns the factories of a feed, in their order.</summary>
    public IEnumerable<CodeActorFactory> CodeActorsOf(HostedFeed feed) => _codeActors.Where(added => IsOf(added.Feed, feed)).Select(added => added.Factory);

    /// <summary>Refuses what cannot be seen before all feeds were added. To be called before the first of them connects.</summary>
    /// <exception cref="FeedOptionsException">
    /// There are code actors, or a recording, of a feed that was not added, or two feeds share an app key.
    /// </exception>
    public void ThrowIfInconsistent()
    {
        string[] problems =
        [
            .. Orphaned("WithCodeActor", _codeActors.Select(added => added.Feed)), .. Orphaned("WithRecording", _recordings.Keys), .. SharedAppKeys(),
        ];
        if (problems.Length > 0) throw new FeedOptionsException(problems);
    }

    private IEnumerable<string> Orphaned(string call, IEnumerable<string> feeds) => feeds.Distinct(StringComparer.OrdinalIgnoreCase)
        .Where(feed => !_feeds.ContainsKey(feed))
        .Select(feed => $"{call} was called for {Title(feed)}, for which WithOptionAuctions was not; {There}");

    private IEnumerable<string> SharedAppKeys() =>
        from feed in _feeds.Values
        from i in Enumerable.Range(0, feed.Options.AppKeys.Count)
        let first = _feeds.Values.First(other => other.Options.AppKeys.Exists(credentials => credentials.AppKey.Equals(feed.Options.AppKeys[i].AppKey)))
        where first != feed
        select feed.Section.WithKeys(
            $"{FeedOptions.Section}:{nameof(FeedOptions.AppKeys)}:{i}:AppKey is that of {Title(first.Name)} too, and a key is good for one session");

    private string There => _feeds.Count == 0 ? "there is no feed" : $"there is {string.Join(", ", _feeds.Values.Select(feed => Title(feed.Name)))}";

    private static bool IsOf(string name, HostedFeed feed) => name.Equals(feed.Name, StringComparison.OrdinalIgnoreCase);

    private static string Title(string name) => name.Length == 0 ? "the feed without a name" : $"the feed '{name}'";
}
