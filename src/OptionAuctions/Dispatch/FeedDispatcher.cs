using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace OptionAuctions.Dispatch;

/// <summary>
/// The dispatcher of a feed's own actors, from the stream to the subscriptions; its executor is a <see cref="RunQueueExecutor"/>. A host's actors
/// keep their dispatcher, except those that the host runs on this one.
/// </summary>
internal sealed class FeedDispatcher(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
{
    /// <summary>The path of its settings. A host's own settings at this path take precedence.</summary>
    public const string Id = "option-auctions.feed";

    private static readonly string Settings =
        $"{Id} {{ type = Dispatcher, throughput = 30, executor = \"{typeof(FeedDispatcher).FullName}, {typeof(FeedDispatcher).Assembly.GetName().Name}\" }}";

    /// <summary>Returns Props that run on this dispatcher, and adds its settings to the actor system.</summary>
    public static Props On(ActorSystem system, Props props)
    {
        Prepare(system);
        return props.WithDispatcher(Id);
    }

    /// <summary>
    /// Adds its settings to an actor system, as far as the system does not have them. Nothing is added where the host's settings name an executor or
    /// another type of dispatcher.
    /// </summary>
    public static void Prepare(ActorSystem system) => FallbackSettings.Add(
        system, config => config.HasPath($"{Id}.executor") || (config.HasPath($"{Id}.type") && config.GetString($"{Id}.type") != "Dispatcher"), Settings);

    public override ExecutorService Produce(string id) => new RunQueueExecutor(id, Math.Max(1, Environment.ProcessorCount - 1));
}
