using Akka.Actor;

namespace OptionAuctions.Dispatch;

/// <summary>The message that wakes the actor of a code, because its inbox holds events. One is in flight per code at a time.</summary>
internal sealed class WakeSignal : INoSerializationVerificationNeeded
{
    private WakeSignal()
    {
    }

    public static WakeSignal Instance { get; } = new();
}
