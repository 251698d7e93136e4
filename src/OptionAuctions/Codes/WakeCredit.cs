using Akka.Actor;
using OptionAuctions.Routing;

namespace OptionAuctions.Codes;

/// <summary>
/// What lets the stream send the next batch of records: that of the codes woken by those before only a few have not taken theirs yet. So
/// codes' queues stay as short as a batch or two, however fast records come.
/// </summary>
/// <param name="behind">Codes that may be behind.</param>
internal sealed class WakeCredit(int behind)
{
    private int _underWay;
    private IActorRef? _stream; // waits for its acknowledgement

    /// <summary>By the router: so many codes were woken since the last call, for a batch of this stream.</summary>
    public void Woke(int codes, IActorRef stream)
    {
        var underWay = Interlocked.Add(ref _underWay, codes);
        Interlocked.Exchange(ref _stream, stream);
        if (underWay <= behind || Volatile.Read(ref _underWay) <= behind) Acknowledge(); // the last may have taken theirs meanwhile
    }

    /// <summary>By a code: it has taken what it was woken for.</summary>
    public void Took()
    {
        if (Interlocked.Decrement(ref _underWay) == behind) Acknowledge();
    }

    private void Acknowledge() => Interlocked.Exchange(ref _stream, null)?.Tell(RoutingProtocol.BatchRouted.Instance);
}
