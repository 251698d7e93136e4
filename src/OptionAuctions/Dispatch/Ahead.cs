using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Akka.Actor;

namespace OptionAuctions.Dispatch;

/// <summary>Asks the processor to fetch memory that is needed in a moment. A hint, and nothing but time depends on it.</summary>
/// <remarks>
/// After a millisecond of rest the objects of a code are in no near cache, and an actor is found by way of one object after the other, with
/// locks in between: the processor waits for each line in turn. Asked for together, they come together.
/// </remarks>
internal static unsafe class Ahead
{
    private const int Line = 64; // bytes

    /// <summary>The first lines of an object; nothing where the processor takes no such hint.</summary>
    public static void Fetch(object? target, int lines)
    {
        if (!Sse.IsSupported || target is null) return;
        var first = *(byte**)Unsafe.AsPointer(ref target); // a collection may move it: then the hint is a wrong one, and as harmless
        for (var i = 0; i < lines; i++) Sse.Prefetch0(first + (i * Line));
    }
}

/// <summary>What a message to one actor touches before the actor does.</summary>
internal readonly struct ActorAhead
{
    private const int LinesOfCell = 4;

    private readonly object _actor;
    private readonly object? _cell, _mailbox, _queue;

    public ActorAhead(IActorRef actor)
    {
        _actor = actor;
        if (actor is ActorRefWithCell { Underlying: ActorCell { Mailbox: { } mailbox } cell }) (_cell, _mailbox, _queue) = (cell, mailbox, mailbox.MessageQueue);
    }

    public void Fetch()
    {
        Ahead.Fetch(_actor, 1);
        Ahead.Fetch(_cell, LinesOfCell);
        Ahead.Fetch(_mailbox, 1);
        Ahead.Fetch(_queue, 1);
    }
}
