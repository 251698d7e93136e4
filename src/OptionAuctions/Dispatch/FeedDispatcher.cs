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

    /// <summary>Makes it known to a system: what its settings do not say of it. A host that names a type or an executor of its own has said all.</summary>
    /// <remarks>To be called where nobody else changes the system's settings.</remarks>
    public static void Prepare(ActorSystem system)
    {
        var config = system.Settings.Config;
        if (config.HasPath($"{Id}.executor") || (config.HasPath($"{Id}.type") && config.GetString($"{Id}.type") != "Dispatcher")) return;
        system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString(
            $"{Id} {{ type = Dispatcher, throughput = 30, executor = \"{typeof(FeedDispatcher).FullName}, {typeof(FeedDispatcher).Assembly.GetName().Name}\" }}"));
    }

    public override ExecutorService Produce(string id) => new LaneExecutor(id, Math.Max(1, Environment.ProcessorCount - 1));
}
