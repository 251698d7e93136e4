using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Codes;

/// <summary>
/// A mailbox that is empty when it is empty. Akka's own reserves room for thirty-two messages, some eight hundred bytes, and there are
/// thousands of code actors, each with one wake under way at a time.
/// </summary>
internal sealed class CodeMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<CodeMessageQueue>
{
    /// <summary>Its name in the settings.</summary>
    public const string Id = "option-auctions.code-mailbox";

    /// <summary>Makes it known to a system.</summary>
    public static void Prepare(ActorSystem system) => FallbackSettings.Add(
        system, config => config.HasPath(Id), $"{Id}.mailbox-type = \"{typeof(CodeMailbox).FullName}, {typeof(CodeMailbox).Assembly.GetName().Name}\"");

    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new CodeMessageQueue();
}

/// <summary>A flag for the wake, which is all that most codes are ever told, and a queue under a lock for the rest.</summary>
/// <remarks>
/// A wake comes before what was told earlier: it says that there is something to fold, and whoever asks is told of it then. The flag is written
/// behind a full fence on both sides. Who tells a wake looks next whether the actor is at work, as the actor looks for a wake once it is not; and
/// the actor that takes one looks next at what came. Were the look to overtake the flag, a wake could be lost, and its code never be woken again.
/// </remarks>
internal sealed class CodeMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private const int RoomKept = 8; // messages; more waited at once when a crowd came or went, and thousands of these would keep the room for one

    private readonly Queue<Envelope> _others = [];
    private int _wake, _othersCount;

    public bool HasMessages => Count > 0;

    public int Count => Volatile.Read(ref _wake) + Volatile.Read(ref _othersCount);

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (envelope.Message is CodeProtocol.Wake)
        {
            Interlocked.Exchange(ref _wake, 1);
            return;
        }

        lock (_others)
        {
            _others.Enqueue(envelope);
            _othersCount = _others.Count;
        }
    }

    public bool TryDequeue(out Envelope envelope)
    {
        if (Volatile.Read(ref _wake) != 0)
        {
            Interlocked.Exchange(ref _wake, 0);
            envelope = new Envelope(CodeProtocol.Wake.Instance, ActorRefs.NoSender);
            return true;
        }

        envelope = default;
        if (Volatile.Read(ref _othersCount) == 0) return false;
        lock (_others)
        {
            var any = _others.TryDequeue(out envelope);
            _othersCount = _others.Count;
            if (_othersCount == 0 && _others.Capacity > RoomKept) _others.TrimExcess();
            return any;
        }
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
    }
}
