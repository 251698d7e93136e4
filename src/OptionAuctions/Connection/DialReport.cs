namespace OptionAuctions.Connection;

/// <summary>What one app key has spent of its dial budget.</summary>
/// <param name="Line">Place of the app key in the options, from 0.</param>
/// <param name="InTenMinutes">Dials of the last ten minutes.</param>
/// <param name="InADay">Dials of the last 24 hours.</param>
/// <param name="BlockedUntil">When the next one is allowed, KST; <see langword="null"/> when it is now.</param>
public sealed record DialReport(int Line, int InTenMinutes, int InADay, DateTimeOffset? BlockedUntil)
{
    /// <summary>Reads the dial logs of every app key; nothing is dialed and nothing written.</summary>
    /// <param name="options">Where the logs are, and what the budget is.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="IOException">A log cannot be read.</exception>
    public static IReadOnlyList<DialReport> Read(FeedOptions options, DateTimeOffset now) =>
    [
        .. options.AppKeys.Select((key, line) =>
        {
            var dials = DialLog.Read(options.StateFolder, key.AppKey);
            int Within(TimeSpan window) => dials.Count(dial => dial > now - window);
            return new DialReport(line, Within(DialBudget.TenMinutes), Within(DialBudget.Memory), DialBudget.Of(options).BlockedUntil(dials, now));
        }),
    ];
}
