using Akka.Actor;

namespace OptionAuctions.Tests;

/// <summary>An address with no actor behind it, of its own: what it is told is done on the teller's thread.</summary>
internal sealed class Ear(Action<object>? told = null) : MinimalActorRef
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
