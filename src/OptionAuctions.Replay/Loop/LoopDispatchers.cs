using Akka.Configuration;
using Akka.Dispatch;

namespace OptionAuctions.Replay;

/// <summary>
/// The executor of the dispatchers of a replay: all of them schedule their mailboxes on the <see cref="ActorLoop"/> of their actor system. Created by Akka.
/// </summary>
internal sealed class LoopDispatchers(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
{
    private static readonly string[] Dispatchers =
        ["akka.actor.default-dispatcher", "akka.actor.internal-dispatcher", "option-auctions.feed", "option-auctions.code-actors"];

    /// <summary>The settings of an actor system whose dispatchers, those that are used by default, all are on the loop.</summary>
    public static Config Settings { get; } = ConfigurationFactory.ParseString(string.Concat(Dispatchers.Select(dispatcher =>
        $"{dispatcher} {{ type = Dispatcher, throughput = 30, executor = \"{typeof(LoopDispatchers).FullName}, {typeof(LoopDispatchers).Assembly.GetName().Name}\" }}\n")));

    /// <inheritdoc/>
    public override ExecutorService Produce(string id) => new Executor(id, ((VirtualScheduler)Prerequisites.Scheduler).Loop);

    private sealed class Executor(string id, ActorLoop loop) : ExecutorService(id)
    {
        public override void Execute(IRunnable run) => loop.Schedule(run);

        public override void Shutdown()
        {
            // mailboxes that wait still run
        }
    }
}
