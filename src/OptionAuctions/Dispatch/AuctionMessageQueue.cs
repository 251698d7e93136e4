using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace OptionAuctions.Dispatch;

/// <summary>
/// The message queue of a code actor: a flag for the wake signal, which is the only message that most codes ever receive, and a queue under a lock
/// for the others.
/// </summary>
/// <remarks>
/// A wake signal is dequeued before messages that were enqueued earlier: events are then in the inbox, and a query is answered with the state that
/// includes them. The flag is written with a full fence on both sides. The sender of a wake signal checks next whether the actor is running, and
/// the actor checks for a wake signal once it has stopped running; an actor that dequeues one reads its inbox next. If such a read overtook the
/// write of the flag, a wake signal could be lost, and its code would never be woken again.
/// </remarks>
internal sealed class AuctionMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    // In messages. More than this wait only while many subscribers come or go, and thousands of queues would keep the memory of that moment.
    private const int CapacityKept = 8;

    private readonly Queue<Envelope> _others = [];
    private int _wake, _othersCount;

    public bool HasMessages => Count > 0;

    public int Count => Volatile.Read(ref _wake) + Volatile.Read(ref _othersCount);

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (envelope.Message is WakeSignal)
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
            envelope = new Envelope(WakeSignal.Instance, ActorRefs.NoSender);
            return true;
        }

        envelope = default;
        if (Volatile.Read(ref _othersCount) == 0) return false;
        lock (_others)
        {
            var any = _others.TryDequeue(out envelope);
            _othersCount = _others.Count;
            if (_othersCount == 0 && _others.Capacity > CapacityKept) _others.TrimExcess();
            return any;
        }
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
    }
}
