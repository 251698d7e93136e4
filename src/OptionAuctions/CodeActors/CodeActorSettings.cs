using Akka.Actor;
using Akka.Event;
using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;

namespace OptionAuctions.CodeActors;

/// <summary>The settings, the factories and the event publishing that all hosts' own actors of a router share.</summary>
/// <param name="options">Limits.</param>
/// <param name="time">The feed's clock.</param>
/// <param name="instruments">The terms of the codes.</param>
/// <param name="factories">The hosts' factories. The first that returns an actor for a code is used.</param>
/// <param name="events">Receives the events about these actors.</param>
/// <param name="secrets">Takes the secrets out of their reasons.</param>
internal sealed class CodeActorSettings(
    FeedOptions options, TimeProvider time, InstrumentList instruments, IReadOnlyList<Func<Instrument, ListedSeries?, Props?>> factories, EventStream events,
    SecretScrubber secrets)
{
    private const string Dispatcher = "option-auctions.code-actors";
    private const int LongestReason = 256;

    public bool Any => factories.Count > 0;

    public TimeSpan SlowAfter => options.Auctions.CodeActorSlowAfter;

    public TimeProvider Time => time;

    /// <summary>Creates the restart budget of one host's actor.</summary>
    public RestartBudget Restarts() => new(options.Auctions.CodeActorRestarts, options.Auctions.CodeActorRestartWindow, time);

    /// <summary>The beginning of the reason for which an actor without restarts is stopped; the cause follows.</summary>
    public string TooMany => $"more than {options.Auctions.CodeActorRestarts} restarts within {options.Auctions.CodeActorRestartWindow}, the last for";

    /// <summary>Adds the dispatcher of actors that name none. It has threads of its own: an actor that blocks must not delay those that do not.</summary>
    public void Prepare(ActorSystem system)
    {
        if (Any) FallbackSettings.Add(system, config => config.HasPath(Dispatcher), $$"""
            {{Dispatcher}} {
              type = ForkJoinDispatcher
              throughput = 1
              dedicated-thread-pool.thread-count = {{options.Auctions.CodeActorThreads}}
              dedicated-thread-pool.threadtype = background
            }
            """);
    }

    /// <summary>Finds the props of the host's actor for a code; <see langword="null"/> when it has none. Throws what the host's factory throws.</summary>
    public Props? Choose(Instrument code)
    {
        var series = instruments.Find(code);
        var props = factories.Select(factory => factory(code, series)).FirstOrDefault(props => props is not null);
        return props?.Deploy.Dispatcher == Deploy.NoDispatcherGiven ? props.WithDispatcher(Dispatcher) : props;
    }

    public void Restarted(Instrument code, Exception cause) => events.Publish(new CodeActorRestarted(MarketTime.Now(time), code, Reason("", cause)));

    public void Stopped(Instrument code, string reason, Exception? cause = null) =>
        events.Publish(new CodeActorStopped(MarketTime.Now(time), code, Reason(reason, cause)) { IsByItself = cause is null });

    public void Lagging(Instrument code, long conflated) => events.Publish(new CodeLagging(MarketTime.Now(time), code, conflated));

    private string Reason(string prefix, Exception? cause)
    {
        // Akka throws a TypeLoadException around what a constructor has thrown.
        while (cause is ActorInitializationException or PostRestartException or TypeLoadException or System.Reflection.TargetInvocationException
            && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        var text = secrets.Scrub((cause is null ? prefix : $"{prefix} {cause.GetType().Name}: {cause.Message}").Trim().ReplaceLineEndings(" "));
        return text.Length <= LongestReason ? text : $"{text.AsSpan(0, LongestReason - 1)}…";
    }
}
