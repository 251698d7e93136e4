using Akka.Actor;

namespace OptionAuctions.Replay;

/// <summary>
/// A factory of your own actors for codes whose decisions a replay notes, so that two of them can be compared: what an actor would send to a broker or log,
/// it sends to <c>decisions</c>. <c>auctions diff</c> creates the class that implements it by its constructor without parameters.
/// </summary>
public interface IReplayedActors
{
    /// <summary>Returns the Props of the actor for a code, as for <c>WithCodeActor</c>; <see langword="null"/> for none.</summary>
    /// <param name="code">The code.</param>
    /// <param name="series">Its series; <see langword="null"/> when the list of instruments does not have it.</param>
    /// <param name="decisions">
    /// Receives the decisions of this code's actor: a string, or an immutable object whose text says all that matters, such as a record. It is noted at once, with
    /// the virtual time, and answers nothing.
    /// </param>
    Props? Create(Instrument code, ListedSeries? series, IActorRef decisions);
}
