using Akka.Actor;

namespace OptionAuctions.Dispatch;

/// <summary>Props from a factory.</summary>
/// <remarks>
/// Akka makes them from an expression, and compiles each of its arguments each time: some hundred microseconds an actor, and most of what a
/// process's first record waits for.
/// </remarks>
internal static class Made
{
    /// <summary>Props of actors that a factory makes; it is called again with each restart.</summary>
    public static Props By<T>(Func<T> factory)
        where T : ActorBase => Props.CreateBy(new Producer<T>(factory));

    private sealed class Producer<T>(Func<T> factory) : IIndirectActorProducer
        where T : ActorBase
    {
        public Type ActorType => typeof(T);

        public ActorBase Produce() => factory();

        public void Release(ActorBase actor)
        {
        }
    }
}
