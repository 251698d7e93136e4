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
    private int _underWay, _owed;
    private IActorRef? _stream;

    /// <summary>By the router: so many codes are being woken.</summary>
    public void Woke(int codes) => Interlocked.Add(ref _underWay, codes);

    /// <summary>By the router: a batch of this stream is with its codes, all of them woken.</summary>
    public void Owe(IActorRef stream)
    {
        Volatile.Write(ref _stream, stream);
        Interlocked.Increment(ref _owed);
        if (Volatile.Read(ref _underWay) <= behind) Acknowledge(); // the last may have taken theirs meanwhile
    }

    /// <summary>By a code: it has taken what it was woken for.</summary>
    public void Took()
    {
        if (Interlocked.Decrement(ref _underWay) == behind) Acknowledge();
    }

    private void Acknowledge()
    {
        for (var owed = Interlocked.Exchange(ref _owed, 0); owed > 0; owed--) Volatile.Read(ref _stream)!.Tell(RoutingProtocol.BatchRouted.Instance);
    }
}
