using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OptionAuctions.Hosting;

/// <summary>The health of a feed: whether it can be relied on, judged from its status and the trading calendar.</summary>
/// <param name="Status">The worst status of all findings.</param>
/// <param name="Text">All findings, in sentences.</param>
/// <param name="Data">The values from which it was judged, as text and numbers, without secrets.</param>
internal sealed record FeedHealth(HealthStatus Status, string Text, IReadOnlyDictionary<string, object> Data)
{
    /// <summary>Judges the health of a feed.</summary>
    /// <param name="feed">Status of the feed.</param>
    /// <param name="calendar">The trading calendar.</param>
    /// <param name="now">Now, KST.</param>
    /// <param name="options">The options that the feed was started on, after <see cref="FeedOptions.Resolve"/>; <see langword="null"/>: not known.</param>
    public static FeedHealth Of(FeedStatus feed, TradingCalendar calendar, DateTimeOffset now, FeedOptions? options = null)
    {
        var trading = feed.Trading;
        var open = feed.Sessions.Any(IsOpen);
        var findings = feed.Sessions.Where(session => !IsOpen(session)).Select(session => FindingOf(session, open, trading.Phase)).ToList();
        if (feed.Sessions.Any(session => session.Held > 0) && feed.DataMissingSince is { } since)
            findings.Add((
                HealthStatus.Unhealthy, string.Create(CultureInfo.InvariantCulture, $"no data since {since:HH:mm:ss} although the exchange publishes")));
        if (feed.Deferred + feed.Sessions.Sum(session => session.Held) == 0) findings.Add((HealthStatus.Unhealthy, NothingFollowed(options)));
        else if (options?.UnmatchedSeries is { Count: > 0 } unmatched) findings.Add((HealthStatus.Degraded, NotFollowed(unmatched)));
        if (feed.Deferred > 0) findings.Add((HealthStatus.Degraded, FormattableString.Invariant($"registrations without a slot: {feed.Deferred}")));
        if (feed.RefusalAlarm is { } alarm) findings.Add((HealthStatus.Degraded, alarm));
        if (calendar.WarningOn(DateOnly.FromDateTime(now.DateTime)) is { } warning) findings.Add((HealthStatus.Degraded, warning));

        return findings.Count == 0
            ? new FeedHealth(HealthStatus.Healthy, "every session is open", DataOf(feed, trading))
            : new FeedHealth(findings.Min(finding => finding.Status), string.Join("; ", findings.Select(finding => finding.Text)), DataOf(feed, trading));
    }

    private static bool IsOpen(AppKeySessionStatus session) => session.State is AppKeySessionState.Registering or AppKeySessionState.Live;

    /// <summary>Judges a session that is not open. As long as another one is open, its codes can be registered there.</summary>
    private static (HealthStatus Status, string Text) FindingOf(AppKeySessionStatus session, bool anotherIsOpen, AuctionPhase phase)
    {
        var severity = session.State switch
        {
            _ when anotherIsOpen => HealthStatus.Degraded,
            AppKeySessionState.Parked or AppKeySessionState.SlotHeld or AppKeySessionState.Draining or AppKeySessionState.Closed => HealthStatus.Unhealthy,
            _ => phase == AuctionPhase.Closed ? HealthStatus.Degraded : HealthStatus.Unhealthy,
        };
        return (severity, $"app key {session.AppKey} is {NameOf(session.State)}{(session.Reason.Length > 0 ? $": {session.Reason}" : "")}");
    }

    /// <summary>A feed that follows no code is of no use to anybody, however well it is connected. The warnings say why it has none.</summary>
    private static string NothingFollowed(FeedOptions? options) => options?.Warnings is { Count: > 0 } warnings
        ? $"no code is followed: {string.Join("; ", warnings)}"
        : "no code is followed: the options name none, and there is no subscription to any";

    private static string NotFollowed(IEnumerable<SeriesQuery> unmatched) =>
        $"series that are not listed: {string.Join(", ", unmatched.Select(query => query.Underlying))}";

    private static string NameOf(AppKeySessionState state) => state switch
    {
        AppKeySessionState.BackingOff => "backing off",
        AppKeySessionState.SlotHeld => "in use by another session",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static Dictionary<string, object> DataOf(FeedStatus feed, SessionState trading)
    {
        var data = new Dictionary<string, object>
        {
            ["phase"] = trading.Phase.ToString(),
            ["call"] = trading.Call.ToString(),
            ["lastDataAt"] = feed.LastDataAt?.ToString("O", CultureInfo.InvariantCulture) ?? "never",
            ["deferred"] = feed.Deferred,
        };
        foreach (var session in feed.Sessions)
            data[FormattableString.Invariant($"appKey{session.AppKey}")] =
                FormattableString.Invariant($"{session.State}, {session.Active} of {session.Held} active, {session.Refused} refused");
        return data;
    }
}
