using Akka.Actor;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The actor that passes the events of a feed on to the observer of its connection.</summary>
internal sealed class ObserverActor : ReceiveActor
{
    public ObserverActor(Observer observer) => Receive<IFeedEvent>(observer.Add);

    /// <summary>Returns the Props of the actor. It is never created elsewhere than here, so its argument is never serialized.</summary>
    public static Props Props(Observer observer) => Akka.Actor.Props.Create(() => new ObserverActor(observer)).WithDeploy(Deploy.Local);
}
