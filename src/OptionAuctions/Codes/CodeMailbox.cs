using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace OptionAuctions.Codes;

/// <summary>
/// A mailbox that is empty when it is empty. Akka's own reserves room for thirty-two messages, some eight hundred bytes, and there are
/// thousands of code actors, each with one wake under way at a time.
/// </summary>
internal sealed class CodeMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<CodeMessageQueue>
{
    private const string Id = "option-auctions.code-mailbox";

    /// <summary>Props with this mailbox, on any actor system.</summary>
    public static Props On(ActorSystem system, Props props)
    {
        if (!system.Settings.Config.HasPath(Id))
            system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString($"{Id}.mailbox-type = \"{typeof(CodeMailbox).FullName}, {typeof(CodeMailbox).Assembly.GetName().Name}\""));
        return props.WithMailbox(Id);
    }

    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new CodeMessageQueue();
}

/// <summary>A queue under a lock: its senders are the router and a few subscriptions.</summary>
internal sealed class CodeMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private const int RoomKept = 8; // messages; more waited at once when a crowd came or went, and thousands of these would keep the room for one

    private readonly Queue<Envelope> _messages = [];

    public bool HasMessages
    {
        get
        {
            lock (_messages) return _messages.Count > 0;
        }
    }

    /// <summary>May be a moment old: nothing but the metric goes by it, with each message.</summary>
    public int Count => _messages.Count;

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        lock (_messages) _messages.Enqueue(envelope);
    }

    public bool TryDequeue(out Envelope envelope)
    {
        lock (_messages)
        {
            var any = _messages.TryDequeue(out envelope);
            if (_messages.Count == 0 && _messages.Capacity > RoomKept) _messages.TrimExcess();
            return any;
        }
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
    }
}
