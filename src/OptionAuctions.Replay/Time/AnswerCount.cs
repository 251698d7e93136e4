using Akka.Actor;
using Akka.Util;

namespace OptionAuctions.Replay;

/// <summary>The sender of many <see cref="Identify"/> messages, which counts the answers: one object for all of them, where each Ask has several.</summary>
internal sealed class AnswerCount : MinimalActorRef
{
    private readonly ConcurrentSet<IActorRef> _missing = new();
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <param name="asked">The actors that are asked, each with itself as the message's id; at least one.</param>
    public AnswerCount(IReadOnlyCollection<IActorRef> asked)
    {
        Provider = ((IInternalActorRef)asked.First()).Provider;
        Path = Provider.TempPath();
        foreach (var actor in asked) _missing.TryAdd(actor);
        _left = _missing.Count;
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    /// <summary>Completes when all have answered.</summary>
    public Task All => _all.Task;

    /// <summary>Returns one that has not answered.</summary>
    public IActorRef Missing() => _missing.FirstOrDefault(ActorRefs.Nobody);

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is ActorIdentity { MessageId: IActorRef actor } && _missing.TryRemove(actor) && Interlocked.Decrement(ref _left) == 0) _all.TrySetResult();
    }
}
