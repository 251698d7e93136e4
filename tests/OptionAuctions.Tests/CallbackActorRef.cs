using Akka.Actor;

namespace OptionAuctions.Tests;

/// <summary>An actor reference without an actor: counts the messages sent to it and passes each to a callback, on the sender's thread.</summary>
internal sealed class CallbackActorRef(Action<object>? told = null) : MinimalActorRef
{
    private static int _made;

    private int _count;

    /// <summary>How often it was told anything.</summary>
    public int Count => Volatile.Read(ref _count);

    public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / FormattableString.Invariant($"ear-{Interlocked.Increment(ref _made)}");

    public override IActorRefProvider Provider => throw new NotSupportedException("it belongs to no system");

    protected override void TellInternal(object message, IActorRef sender)
    {
        Interlocked.Increment(ref _count);
        told?.Invoke(message);
    }
}
