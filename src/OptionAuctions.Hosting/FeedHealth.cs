using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionAuctions.Connection;
using OptionAuctions.Market;
using static OptionAuctions.Connection.FeedProtocol;

namespace OptionAuctions.Hosting;

/// <summary>Whether a feed can be relied on, judged from what it says of itself and what the calendar says.</summary>
/// <param name="Status">The worst of what was found.</param>
/// <param name="Text">All that was found, in sentences.</param>
/// <param name="Data">What it was judged from, as text and numbers, without secrets.</param>
internal sealed record FeedHealth(HealthStatus Status, string Text, IReadOnlyDictionary<string, object> Data)
{
    /// <summary>The judgement.</summary>
    /// <param name="feed">How the feed stands.</param>
    /// <param name="expected">When data is to be expected of it.</param>
    /// <param name="now">Now, KST.</param>
    public static FeedHealth Of(FeedStatus feed, FeedExpectation expected, DateTimeOffset now)
    {
        var session = expected.SessionAt(now);
        var open = feed.Lines.Any(IsOpen);
        var found = feed.Lines.Where(line => !IsOpen(line)).Select(line => OfLine(line, open, session.Phase)).ToList();
        if (feed.Lines.Any(line => line.Held > 0) && expected.MissingSince(now, feed.LastDataAt) is { } since)
            found.Add((HealthStatus.Unhealthy, string.Create(CultureInfo.InvariantCulture, $"no data since {since:HH:mm:ss} although the exchange publishes")));
        if (feed.Waiting > 0) found.Add((HealthStatus.Degraded, $"registrations without a slot: {feed.Waiting}"));
        if (expected.Calendar.WarningOn(DateOnly.FromDateTime(now.DateTime)) is { } warning) found.Add((HealthStatus.Degraded, warning));

        return found.Count == 0
            ? new FeedHealth(HealthStatus.Healthy, "every line is open", DataOf(feed, session))
            : new FeedHealth(found.Min(finding => finding.Status), string.Join("; ", found.Select(finding => finding.Text)), DataOf(feed, session));
    }

    private static bool IsOpen(LineStatus line) => line.State is LineState.Registering or LineState.Live;

    /// <summary>What a line that is not open means. As long as another is, its codes have a place to go to.</summary>
    private static (HealthStatus Status, string Text) OfLine(LineStatus line, bool anotherIsOpen, AuctionPhase phase)
    {
        var harm = line.State switch
        {
            _ when anotherIsOpen => HealthStatus.Degraded,
            LineState.Parked or LineState.SlotHeld or LineState.Draining or LineState.Closed => HealthStatus.Unhealthy,
            _ => phase == AuctionPhase.Closed ? HealthStatus.Degraded : HealthStatus.Unhealthy,
        };
        return (harm, $"app key {line.Line} is {Words(line.State)}{(line.Reason.Length > 0 ? $": {line.Reason}" : "")}");
    }

    private static string Words(LineState state) => state switch
    {
        LineState.BackingOff => "backing off",
        LineState.SlotHeld => "in use by another session",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static Dictionary<string, object> DataOf(FeedStatus feed, SessionState session)
    {
        var data = new Dictionary<string, object>
        {
            ["phase"] = session.Phase.ToString(),
            ["call"] = session.Call.ToString(),
            ["lastDataAt"] = feed.LastDataAt?.ToString("O") ?? "never",
            ["waiting"] = feed.Waiting,
        };
        foreach (var line in feed.Lines) data[$"line{line.Line}"] = $"{line.State}, {line.Active} of {line.Held} active, {line.Refused} refused";
        return data;
    }
}
