using Akka.Actor;

namespace OptionAuctions.Codes;

/// <summary>One subscription to one code, as an interface for the code's actor. Called by that actor alone.</summary>
internal interface ICodeSubscription
{
    /// <summary>The subscription's actor.</summary>
    IActorRef Subscription { get; }

    /// <summary>True when each event has to be passed to <see cref="OnEvent"/>, and not only the end of a batch of them to <see cref="OnChanged"/>.</summary>
    bool NeedsEachEvent { get; }

    /// <summary>Begins at the auction's current revision.</summary>
    void Begin();

    /// <summary>One event was folded.</summary>
    void OnEvent();

    /// <summary>The auction changed. Wakes the subscription unless it has been woken already.</summary>
    void OnChanged();

    /// <summary>The code is released, and its last change has been passed on: the subscription collects it and unfollows.</summary>
    void OnReleased(IActorRef auctionActor);

    /// <summary>Completes the counts of a subscription that ends.</summary>
    /// <returns>Number of revisions that were not delivered to it.</returns>
    long Close();
}
