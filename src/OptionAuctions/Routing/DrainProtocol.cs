using Akka.Actor;
using OptionAuctions.Codes;

namespace OptionAuctions.Routing;

/// <summary>
/// The draining of a router after the last record: asks all actors that may still have something to fold or to deliver, in rounds, and calls back
/// once everything is folded and delivered. A round is over when each actor that it asked has answered or has ended.
/// </summary>
/// <remarks>
/// The ending actors come first, since they complete their counts with the codes. Ending actors and codes are asked twice, since what codes fold
/// is delivered by subscriptions, and a subscription can end because of it. The actors of a round are looked up when the round begins.
/// </remarks>
internal sealed class DrainProtocol
{
    private readonly HashSet<IActorRef> _ending = [];
    private readonly HashSet<IActorRef> _unanswered = [];
    private readonly IEnumerable<IActorRef>[] _rounds;
    private readonly Action _onDrained;
    private int _next;

    /// <summary>Creates a draining that has not begun.</summary>
    /// <param name="codes">The actors of the codes; enumerated when a round of theirs begins.</param>
    /// <param name="subscriptions">The subscriptions; likewise.</param>
    /// <param name="onDrained">Called when everything is folded and delivered.</param>
    public DrainProtocol(IEnumerable<IActorRef> codes, IEnumerable<IActorRef> subscriptions, Action onDrained)
    {
        (_rounds, _onDrained) = ([_ending, codes, subscriptions, _ending, codes], onDrained);
        _next = _rounds.Length;
    }

    /// <summary>Number of actors that are ending and have not terminated yet.</summary>
    public int Ending => _ending.Count;

    /// <summary>Adds an actor that is ending: it is not among codes or subscriptions any more, but may fold or deliver until it has terminated.</summary>
    public void AddEnding(IActorRef actor) => _ending.Add(actor);

    /// <summary>Begins the first round: the stream is over.</summary>
    public void Begin()
    {
        _next = 0;
        Ask();
    }

    /// <summary>An actor has handled everything that it was sent before it was asked.</summary>
    public void Answered(IActorRef actor)
    {
        if (_unanswered.Remove(actor) && _unanswered.Count == 0) Ask();
    }

    /// <summary>An actor has terminated: it counts as having answered.</summary>
    public void OnTerminated(IActorRef actor)
    {
        _ending.Remove(actor);
        Answered(actor);
    }

    /// <summary>Asks the actors of the next round that is not empty.</summary>
    private void Ask()
    {
        while (_next < _rounds.Length)
        {
            _unanswered.UnionWith(_rounds[_next++]);
            foreach (var actor in _unanswered) actor.Tell(AuctionActorProtocol.Settle.Instance);
            if (_unanswered.Count > 0) return;
        }

        _onDrained();
    }
}
