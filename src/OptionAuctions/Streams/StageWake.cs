using Akka.Actor;
using Akka.Streams.Implementation.Fusing;
using Akka.Streams.Stage;

namespace OptionAuctions.Streams;

/// <summary>Has a stage called by the actor that runs it: one message, made once and sent each time.</summary>
/// <remarks>
/// A callback of Akka's makes a message and a closure of each call, some hundred bytes; on a quiet line each frame is one. What is used here
/// is public and meant for Akka itself: where it is not as expected, Akka's callback takes its place.
/// </remarks>
internal static class StageWake
{
    /// <summary>To be asked for by the stage while it runs.</summary>
    /// <param name="logic">The stage.</param>
    /// <param name="call">What is called, as the stage's own handlers are: never beside one of them.</param>
    /// <param name="callback">Akka's own way.</param>
    /// <returns>To be called from anywhere. A stage that is over is called no more.</returns>
    public static Action Of(GraphStageLogic logic, Action call, Func<Action, Action> callback)
    {
        if (GraphInterpreter.CurrentInterpreterOrNull is not { OnAsyncInput.Target: GraphInterpreterShell shell }) return callback(call);
        object message = new ActorGraphInterpreter.AsyncInput(shell, logic, null, GraphStageLogic.NoPromise, _ => call());
        return () => shell.Self.Tell(message, ActorRefs.NoSender);
    }
}
