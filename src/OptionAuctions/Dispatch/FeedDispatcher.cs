using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace OptionAuctions.Dispatch;

/// <summary>
/// The dispatcher of a feed's own actors, from the stream to the subscriptions: see <see cref="LaneExecutor"/>. A host's actors stay where they are,
/// but for those that it puts here.
/// </summary>
internal sealed class FeedDispatcher(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
{
    /// <summary>Its name in the settings; a host's own settings under it have the last word.</summary>
    public const string Id = "option-auctions.feed";

    private static readonly string Settings =
        $"{Id} {{ type = Dispatcher, throughput = 30, executor = \"{typeof(FeedDispatcher).FullName}, {typeof(FeedDispatcher).Assembly.GetName().Name}\" }}";

    /// <summary>The clock by which loans of threads are timed.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Props on this dispatcher, on any actor system.</summary>
    public static Props On(ActorSystem system, Props props)
    {
        Prepare(system);
        return props.WithDispatcher(Id);
    }

    /// <summary>Makes it known to a system: what its settings do not say of it. A host that names a type or an executor of its own has said all.</summary>
    public static void Prepare(ActorSystem system) => FallbackSettings.Add(
        system, config => config.HasPath($"{Id}.executor") || (config.HasPath($"{Id}.type") && config.GetString($"{Id}.type") != "Dispatcher"), Settings);

    public override ExecutorService Produce(string id) => new LaneExecutor(id, Math.Max(1, Environment.ProcessorCount - 1), Time, Warn);

    private void Warn(TimeSpan held) => Prerequisites.EventStream.Publish(new Warning(
        null, Id, typeof(FeedDispatcher),
        $"the thread that reads a socket was held for {held.TotalMilliseconds:0} ms by what it runs for the feed; an actor beside the feed may be blocking. For a minute, other threads are used"));
}
