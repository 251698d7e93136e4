using Akka.Actor;
using Akka.Event;

namespace OptionAuctions.Replay;

/// <summary>Takes the failures of actors from the event stream: of those for codes, of their children, and of any other.</summary>
internal sealed class FailureActor : ReceiveActor
{
    private const string Supervisor = "-custom-", HostActor = "actor"; // …/B11612083-custom-1/actor

    public FailureActor(VirtualClock clock, FailureLog failures)
    {
        Receive<CodeActorRestarted>(restarted => failures.Add(restarted.At, restarted.Code, $"its actor was restarted: {restarted.Reason}"));
        Receive<CodeActorStopped>(stopped =>
        {
            if (!stopped.IsByItself) failures.Add(stopped.At, stopped.Code, $"its actor has ended: {stopped.Reason}");
        });
        Receive<Error>(error =>
        {
            if (error.Cause is not { } cause || !ActorPath.TryParse(error.LogSource, out var path)) return;
            var (code, child) = Place(path);
            var who = code is null ? $"the actor {path.ToStringWithoutAddress()}" : $"its child '{child}'";
            if (code is null || child.Length > 0) failures.Add(clock.Now, code, $"{who} has thrown {cause.GetType().Name}: {cause.Message}");
        });
    }

    /// <summary>Returns the Props of the actor.</summary>
    public static Props Props(VirtualClock clock, FailureLog failures) =>
        Akka.Actor.Props.Create(() => new FailureActor(clock, failures)).WithDeploy(Deploy.Local);

    /// <summary>Returns the code whose actor has a path, and which child of it that is: none for the actor itself, whose failures come as events too.</summary>
    private static (Instrument? Code, string Child) Place(ActorPath path)
    {
        var names = path.Elements.ToArray();
        for (var i = 0; i + 1 < names.Length; i++)
        {
            var at = names[i].IndexOf(Supervisor, StringComparison.Ordinal);
            if (at > 0 && names[i + 1] == HostActor && Instrument.TryParse(names[i][..at], out var code)) return (code, string.Join('/', names[(i + 2)..]));
        }

        return (null, "");
    }
}
