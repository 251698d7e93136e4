using Akka.Actor;
using Akka.Event;
using OptionAuctions.Recording;

namespace OptionAuctions.Replay;

/// <summary>
/// A replay of a recording with your own actors for codes, whose decisions are noted: the same recording and actors give the same decisions at the same
/// virtual times. Two of them are compared by <see cref="DecisionDiff"/>.
/// </summary>
public static class DecisionReplay
{
    /// <summary>Plays a recording to its end, as <see cref="RecordingReplay"/> does.</summary>
    /// <param name="reader">The recording.</param>
    /// <param name="actors">The actors.</param>
    /// <param name="options">The options; all defaults when none are given. Factories among them are asked for codes that <paramref name="actors"/> has none for.</param>
    /// <param name="stop">Ends the replay early; the result then is that of what was played.</param>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    /// <exception cref="McapException">A file is none of this format.</exception>
    /// <remarks>What an actor throws does not end the replay: it is restarted as in a feed, and is in the result's failures.</remarks>
    public static async Task<DecisionReplayResult> RunAsync(
        RecordingReader reader, IReplayedActors actors, ReplayOptions? options = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(actors);
        options ??= new ReplayOptions();
        var (decisions, failures) = (new DecisionLog(), new FailureLog());
        ActorSystem? replay = null;
        var result = await RecordingReplay.RunAsync(
            reader, options with { Prepared = Prepare, CodeActors = [Create, .. options.CodeActors ?? []] }, stop);
        var (first, count) = failures.Read();
        return new DecisionReplayResult(result, decisions, first, count);

        void Prepare(ActorSystem system)
        {
            replay = system;
            var ear = system.ActorOf(FailureActor.Props(ClockOf(system), failures));
            foreach (var type in (Type[])[typeof(CodeActorRestarted), typeof(CodeActorStopped), typeof(Error)]) system.EventStream.Subscribe(ear, type);
        }

        Props? Create(Instrument code, ListedSeries? series)
        {
            var props = actors.Create(code, series, new DecisionRef(replay!, code, ClockOf(replay!), decisions));
            if (props is not null) decisions.AddCode(code);
            return props;
        }
    }

    private static VirtualClock ClockOf(ActorSystem system) => ((VirtualScheduler)system.Scheduler).Clock;
}
