using OptionAuctions.Feed.Dialing;

namespace OptionAuctions;

/// <summary>The use of one app key's dial budget.</summary>
/// <param name="AppKey">Place of the app key in the options, from 0.</param>
/// <param name="InTenMinutes">Dials of the last ten minutes.</param>
/// <param name="InADay">Dials of the last 24 hours.</param>
/// <param name="BlockedUntil">When the next one is allowed, KST; <see langword="null"/> when it is now.</param>
public sealed record DialReport(int AppKey, int InTenMinutes, int InADay, DateTimeOffset? BlockedUntil)
{
    /// <summary>Reads the dial log of every app key; nothing is dialed and nothing written.</summary>
    /// <param name="options">The folder of the logs, and the budget.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="IOException">A log cannot be read.</exception>
    public static IReadOnlyList<DialReport> Read(FeedOptions options, DateTimeOffset now) =>
    [
        .. options.AppKeys.Select((key, index) =>
        {
            var dials = DialLog.Read(options.StateFolder, key.AppKey);
            int Within(TimeSpan window) => dials.Count(dial => dial > now - window);
            var budget = DialBudget.Of(options.Dialing, options.WsUrl);
            return new DialReport(index, Within(DialBudget.TenMinutes), Within(DialBudget.Day), budget.BlockedUntil(dials, now));
        }),
    ];
}
