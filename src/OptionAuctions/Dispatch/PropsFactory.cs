using Akka.Actor;

namespace OptionAuctions.Dispatch;

/// <summary>Creates Props from a factory delegate.</summary>
/// <remarks>
/// Akka creates Props from an expression and compiles each of its arguments each time: some hundred microseconds per actor, and most of the time
/// that a process's first record waits.
/// </remarks>
internal static class PropsFactory
{
    /// <summary>Creates the Props of an actor. The factory is called again at each restart.</summary>
    public static Props Create<T>(Func<T> factory)
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
