using Akka.Actor;
using OptionAuctions.Codes;

namespace OptionAuctions.Routing;

/// <summary>
/// After the last record: asks all who may still have something to tell, in rounds, and says so once everything was folded and every
/// subscriber told. A round is over when each that it asked has answered, or is gone.
/// </summary>
/// <remarks>
/// Codes come behind those that are ending, with whom they close the books. They are asked twice, since what they fold is told to
/// subscriptions, and a subscription can end of it. Who is there is looked up when its round comes.
/// </remarks>
internal sealed class Settling
{
    private readonly HashSet<IActorRef> _ending = [];
    private readonly HashSet<IActorRef> _unsettled = [];
    private readonly IEnumerable<IActorRef>[] _rounds;
    private readonly Action _settled;
    private int _next;

    /// <summary>Settles nothing until it is told to.</summary>
    /// <param name="codes">The actors of the codes, as they are whenever it is looked.</param>
    /// <param name="subscriptions">The subscriptions, likewise.</param>
    /// <param name="settled">Called when nobody has anything more to tell.</param>
    public Settling(IEnumerable<IActorRef> codes, IEnumerable<IActorRef> subscriptions, Action settled)
    {
        (_rounds, _settled) = ([_ending, codes, subscriptions, _ending, codes], settled);
        _next = _rounds.Length;
    }

    /// <summary>Actors that are ending and not gone yet.</summary>
    public int Ending => _ending.Count;

    /// <summary>An actor is ending: it is none of those that are there, and may have something to tell until it is gone.</summary>
    public void Ends(IActorRef actor) => _ending.Add(actor);

    /// <summary>The stream is over.</summary>
    public void Begin()
    {
        _next = 0;
        Ask();
    }

    /// <summary>An actor has handled everything that it was sent before it was asked.</summary>
    public void Answered(IActorRef actor)
    {
        if (_unsettled.Remove(actor) && _unsettled.Count == 0) Ask();
    }

    /// <summary>An actor has ended: it has nothing more to tell.</summary>
    public void Gone(IActorRef actor)
    {
        _ending.Remove(actor);
        Answered(actor);
    }

    /// <summary>Asks the next round in which there is anybody.</summary>
    private void Ask()
    {
        while (_next < _rounds.Length)
        {
            _unsettled.UnionWith(_rounds[_next++]);
            foreach (var actor in _unsettled) actor.Tell(CodeProtocol.Settle.Instance);
            if (_unsettled.Count > 0) return;
        }

        _settled();
    }
}
