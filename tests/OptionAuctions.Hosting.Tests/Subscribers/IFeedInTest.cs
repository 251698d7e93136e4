using Akka.Actor;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>A feed that follows one code that no spec uses; each kind of feed is one of these, so that a spec can be run on all of them.</summary>
public interface IFeedInTest : IAsyncDisposable
{
    /// <summary>The actor system of the feed and of the subscribers.</summary>
    ActorSystem Sys { get; }

    /// <summary>The router.</summary>
    IActorRef Auctions { get; }

    /// <summary>Lets the venue send an indication, once the code is registered.</summary>
    Task IndicateAsync(Instrument code, decimal won);

    /// <summary>Drains the feed, and asserts the conservation identity.</summary>
    Task IdentityHoldsAsync();
}
