using Akka.Actor;
using Akka.Event;
using OptionAuctions.Connection;
using OptionAuctions.Dispatch;
using OptionAuctions.Market;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>What all custom actors of a router go by.</summary>
/// <param name="options">Bounds, and the secrets that no reason may show.</param>
/// <param name="time">The clock to live on.</param>
/// <param name="instruments">Terms of codes.</param>
/// <param name="factories">The first that has an actor for a code gives it.</param>
/// <param name="mailboxes">Where their mailboxes are noted.</param>
/// <param name="events">Where is told what becomes of them.</param>
internal sealed class CodeActors(
    FeedOptions options, TimeProvider time, InstrumentList instruments, IReadOnlyList<CodeActorFactory> factories, MailboxPeaks mailboxes, EventStream events)
{
    private const string Dispatcher = "option-auctions.code-actors";
    private const int LongestReason = 256;

    public bool Any => factories.Count > 0;

    public TimeSpan SlowAfter => options.CodeActorSlowAfter;

    public TimeProvider Time => time;

    public MailboxPeaks Mailboxes => mailboxes;

    /// <summary>A budget for the actor of one code.</summary>
    public RestartBudget Restarts() => new(options.CodeActorRestarts, options.CodeActorRestartsWithin, time);

    /// <summary>What restarts were exceeded, in words.</summary>
    public string TooMany => $"more than {options.CodeActorRestarts} restarts within {options.CodeActorRestartsWithin}, the last for";

    /// <summary>The dispatcher of those that name none: one that sleeps must not hold up those who do not.</summary>
    public void Prepare(ActorSystem system)
    {
        if (Any) FallbackSettings.Add(system, config => config.HasPath(Dispatcher), $$"""
            {{Dispatcher}} {
              type = ForkJoinDispatcher
              throughput = 1
              dedicated-thread-pool.thread-count = {{options.CodeActorThreads}}
              dedicated-thread-pool.threadtype = background
            }
            """);
    }

    /// <summary>The actor that the host has for a code; <see langword="null"/> when it has none. Throws what the host's factory throws.</summary>
    public Props? Choose(OptionCode code)
    {
        var series = instruments.Find(code);
        var props = factories.Select(factory => factory(code, series)).FirstOrDefault(props => props is not null);
        return props?.Deploy.Dispatcher == Deploy.NoDispatcherGiven ? props.WithDispatcher(Dispatcher) : props;
    }

    public void Restarted(OptionCode code, Exception cause) => events.Publish(new CodeActorRestarted(MarketTime.Now(time), code, Reason("", cause)));

    public void Stopped(OptionCode code, string reason, Exception? cause = null) => events.Publish(new CodeActorStopped(MarketTime.Now(time), code, Reason(reason, cause)));

    public void Lagging(OptionCode code, long conflated) => events.Publish(new CodeLagging(MarketTime.Now(time), code, conflated));

    private string Reason(string said, Exception? cause)
    {
        while (cause is ActorInitializationException or PostRestartException or System.Reflection.TargetInvocationException && cause.InnerException is { } inner) cause = inner;
        var text = (cause is null ? said : $"{said} {cause.GetType().Name}: {cause.Message}").Trim().ReplaceLineEndings(" ");
        foreach (var key in options.AppKeys) text = key.AppSecret.Scrub(key.AppKey.Scrub(text));
        return text.Length <= LongestReason ? text : $"{text.AsSpan(0, LongestReason - 1)}…";
    }
}
