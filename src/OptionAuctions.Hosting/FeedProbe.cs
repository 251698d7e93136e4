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
    public async Task<HealthCheckResult> LiveAsync(CancellationToken ct)
    {
        var feed = await AskAsync((_, _) => HealthCheckResult.Healthy("the feed answers"), ct);
        return feed.Status == HealthStatus.Healthy ? await RouterAsync(feed, ct) : feed;
    }

    /// <summary>Whether the feed can be relied on now.</summary>
    public Task<HealthCheckResult> ReadyAsync(CancellationToken ct) => AskAsync(
        (status, watched) =>
        {
            var health = FeedHealth.Of(status, watched.Expected, MarketTime.Now(watched.Time));
            return new HealthCheckResult(health.Status, health.Text, data: health.Data);
        },
        ct);

    private async Task<HealthCheckResult> AskAsync(Func<FeedStatus, Watched, HealthCheckResult> judge, CancellationToken ct)
    {
        if (Volatile.Read(ref _watched) is not { } watched) return HealthCheckResult.Unhealthy("the feed has not started");
        try
        {
            return judge(await watched.Feed.Ask<FeedStatus>(GetStatus.Instance, Patience, ct), watched);
        }
        catch (AskTimeoutException)
        {
            return HealthCheckResult.Unhealthy($"the feed has not answered for {Patience.TotalSeconds} s");
        }
    }

    private async Task<HealthCheckResult> RouterAsync(HealthCheckResult answers, CancellationToken ct)
    {
        try
        {
            await Volatile.Read(ref _watched)!.Router.Ask<ActorIdentity>(new Identify(null), Patience, ct);
            return answers;
        }
        catch (AskTimeoutException)
        {
            return HealthCheckResult.Unhealthy($"the router has not answered for {Patience.TotalSeconds} s: an actor beside the feed may be blocking");
        }
    }

    private sealed record Watched(IActorRef Feed, IActorRef Router, FeedExpectation Expected, TimeProvider Time);
}
