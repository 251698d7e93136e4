using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionAuctions.Wire;
using static OptionAuctions.Connection.FeedProtocol;

namespace OptionAuctions.Hosting;

/// <summary>Asks a feed how it stands, on behalf of a health check. It is neither live nor ready before it has started.</summary>
internal sealed class FeedProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private Watched? _watched;

    /// <summary>The feed has started.</summary>
    public void Watch(IActorRef feed, IActorRef router, FeedExpectation expected, TimeProvider time) =>
        Volatile.Write(ref _watched, new Watched(feed, router, expected, time));

    /// <summary>
    /// Whether the supervisor and the lines of all app keys answer, and the router, which runs where records do. A venue that is away is none of its
    /// business: no restart cures it.
    /// </summary>
    public Task<HealthCheckResult> LiveAsync(CancellationToken ct) => AskAsync(
        async (_, watched) => await AnswerAsync<ActorIdentity>(watched.Router, new Identify(null), ct) is null
            ? Silent("the router", ": an actor beside the feed may be blocking")
            : HealthCheckResult.Healthy("the feed answers"),
        ct);

    /// <summary>Whether the feed can be relied on now.</summary>
    public Task<HealthCheckResult> ReadyAsync(CancellationToken ct) => AskAsync(
        (status, watched) =>
        {
            var health = FeedHealth.Of(status, watched.Expected, MarketTime.Now(watched.Time));
            return Task.FromResult(new HealthCheckResult(health.Status, health.Text, data: health.Data));
        },
        ct);

    private async Task<HealthCheckResult> AskAsync(Func<FeedStatus, Watched, Task<HealthCheckResult>> judge, CancellationToken ct)
    {
        if (Volatile.Read(ref _watched) is not { } watched) return HealthCheckResult.Unhealthy("the feed has not started");
        return await AnswerAsync<FeedStatus>(watched.Feed, GetStatus.Instance, ct) is { } status ? await judge(status, watched) : Silent("the feed");
    }

    /// <returns><see langword="null"/> when none came.</returns>
    private static async Task<T?> AnswerAsync<T>(IActorRef actor, object question, CancellationToken ct)
        where T : class
    {
        try
        {
            return await actor.Ask<T>(question, Patience, ct);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static HealthCheckResult Silent(string who, string why = "") => HealthCheckResult.Unhealthy($"{who} has not answered for {Patience.TotalSeconds} s{why}");

    private sealed record Watched(IActorRef Feed, IActorRef Router, FeedExpectation Expected, TimeProvider Time);
}
