using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace OptionAuctions.Dispatch;

/// <summary>The dispatcher of a feed's own actors, from the stream to the subscriptions: see <see cref="LaneExecutor"/>. A host's actors stay where they are.</summary>
internal sealed class FeedDispatcher(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
{
    /// <summary>Its name in the settings; a host's own settings under it have the last word.</summary>
    public const string Id = "option-auctions.feed";

    /// <summary>Props on this dispatcher, on any actor system.</summary>
    public static Props On(ActorSystem system, Props props)
    {
        Prepare(system);
        return props.WithDispatcher(Id);
    }

    /// <summary>Makes it known to a system.</summary>
    /// <remarks>To be called where nobody else changes the system's settings.</remarks>
    public static void Prepare(ActorSystem system)
    {
        if (system.Settings.Config.HasPath(Id)) return;
        system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString(
            $"{Id} {{ type = Dispatcher, throughput = 30, executor = \"{typeof(FeedDispatcher).FullName}, {typeof(FeedDispatcher).Assembly.GetName().Name}\" }}"));
    }

    public override ExecutorService Produce(string id) => new LaneExecutor(id, Math.Max(1, Environment.ProcessorCount - 1));
}
