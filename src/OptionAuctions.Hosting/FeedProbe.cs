using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Hosting;

/// <summary>Asks the actors of a feed for its health checks. A feed is neither live nor ready before it has started.</summary>
internal sealed class FeedProbe
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);
    private StartedFeed? _feed;

    /// <summary>Sets the feed to ask, once it has started.</summary>
    public void Watch(IActorRef feed, IActorRef router, FeedOptions options, ReferenceData reference, TimeProvider time) =>
        Volatile.Write(ref _feed, new StartedFeed(feed, router, options, reference, time));

    /// <summary>
    /// Returns whether the supervisor and the sessions of all app keys answer, and the router, which runs on the feed's dispatcher as the
    /// records do. A venue that cannot be reached does not count here: no restart cures it.
    /// </summary>
    public Task<HealthCheckResult> LiveAsync(CancellationToken ct) => AskAsync(
        async (_, feed) => await AnswerAsync<ActorIdentity>(feed.Router, new Identify(null), ct) is null
            ? NoAnswer("the router", ": an actor on the feed's dispatcher may be blocking")
            : HealthCheckResult.Healthy("the feed answers"),
        ct);

    /// <summary>Returns whether the feed can be relied on now.</summary>
    public Task<HealthCheckResult> ReadyAsync(CancellationToken ct) => AskAsync(
        (status, feed) =>
        {
            var health = FeedHealth.Of(status, feed.Reference.Calendar, MarketTime.Now(feed.Time), feed.Options);
            return Task.FromResult(new HealthCheckResult(health.Status, health.Text, data: health.Data));
        },
        ct);

    private async Task<HealthCheckResult> AskAsync(Func<FeedStatus, StartedFeed, Task<HealthCheckResult>> judge, CancellationToken ct)
    {
        if (Volatile.Read(ref _feed) is not { } feed) return HealthCheckResult.Unhealthy("the feed has not started");
        return await AnswerAsync<FeedStatus>(feed.Supervisor, GetStatus.Instance, ct) is { } status ? await judge(status, feed) : NoAnswer("the feed");
    }

    /// <summary>Asks an actor; <see langword="null"/> when no answer came in time.</summary>
    private static async Task<T?> AnswerAsync<T>(IActorRef actor, object question, CancellationToken ct)
        where T : class
    {
        try
        {
            return await actor.Ask<T>(question, AnswerTimeout, ct);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static HealthCheckResult NoAnswer(string actor, string explanation = "") =>
        HealthCheckResult.Unhealthy(FormattableString.Invariant($"{actor} has not answered for {AnswerTimeout.TotalSeconds} s{explanation}"));

    private sealed record StartedFeed(IActorRef Supervisor, IActorRef Router, FeedOptions Options, ReferenceData Reference, TimeProvider Time);
}
