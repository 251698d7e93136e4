using OptionAuctions.Feed.Dialing;

namespace OptionAuctions;

/// <summary>The use of one app key's dial budget.</summary>
/// <param name="AppKey">Place of the app key in the options, from 0.</param>
/// <param name="InTenMinutes">Dials of the last ten minutes.</param>
/// <param name="InADay">Dials of the last 24 hours.</param>
/// <param name="BlockedUntil">When the next one is allowed, KST; <see langword="null"/> when it is now.</param>
public sealed record DialReport(int AppKey, int InTenMinutes, int InADay, DateTimeOffset? BlockedUntil)
{
    /// <summary>Requests for an approval key in the last ten minutes. The budget's limits hold for them by themselves.</summary>
    public int ApprovalsInTenMinutes { get; init; }

    /// <summary>Requests for an approval key in the last 24 hours.</summary>
    public int ApprovalsInADay { get; init; }

    /// <summary>When the next request for an approval key is allowed, KST; <see langword="null"/> when it is now.</summary>
    public DateTimeOffset? ApprovalsBlockedUntil { get; init; }

    /// <summary>What is wrong with the logs, as sentences; empty when nothing is.</summary>
    public string Warning { get; init; } = "";

    /// <summary>Reads the dial log of every app key; nothing is dialed and nothing written.</summary>
    /// <param name="options">The folder of the logs, and the budget.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="IOException">A log cannot be read.</exception>
    public static IReadOnlyList<DialReport> Read(FeedOptions options, DateTimeOffset now) =>
        [.. options.AppKeys.Select((key, place) => Of(options, key.AppKey, place, now))];

    private static DialReport Of(FeedOptions options, Secret appKey, int place, DateTimeOffset now)
    {
        var sockets = DialLog.Find(options.StateFolder, appKey, AppKeyDials.SocketLog);
        var approvals = DialLog.Find(options.StateFolder, appKey, AppKeyDials.ApprovalLog);
        var (dials, requests) = (sockets.Read(now), approvals.Read(now));
        return new DialReport(
            place, Within(dials, DialBudget.TenMinutes), dials.Count, DialBudget.Of(options.Dialing, options.WsUrl).BlockedUntil(dials, now))
        {
            ApprovalsInTenMinutes = Within(requests, DialBudget.TenMinutes),
            ApprovalsInADay = requests.Count,
            ApprovalsBlockedUntil = DialBudget.Of(options.Dialing, options.ApprovalUrl).BlockedUntil(requests, now),
            Warning = string.Join("; ", new[] { sockets.TakeFlaw(), approvals.TakeFlaw() }.Where(flaw => flaw.Length > 0)),
        };

        int Within(IReadOnlyList<DateTimeOffset> all, TimeSpan window) => all.Count(dial => dial > now - window);
    }
}
