using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The findings of the steps, from what was seen. No clock, no socket: the same sighting gives the same finding.</summary>
internal static class Findings
{
    /// <summary>The finding when a feed is still waiting for its approval key.</summary>
    public static Finding NoKeyInTime { get; } = Finding.Failed(
        "there was no approval key in time", "the feed asks for one a minute at most, also after an earlier run: rehearse again in a minute");

    /// <summary>The finding when a connection has ended instead.</summary>
    public static Finding Ended(Sighting seen)
    {
        var until = seen.RetryAt is { } at ? Invariant($" (until {at:HH:mm:ss} KST)") : "";
        return Finding.Failed($"{seen.End}{until}", Advice.On(seen.End!));
    }

    /// <summary>The finding on the approval key.</summary>
    /// <param name="isAuthorized">True when the feed says that it has one. It may have lost its connection before it was asked.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="url">The issuer.</param>
    public static Finding Approval(bool isAuthorized, Sighting seen, Uri url)
    {
        var wasRefused = seen.End?.StartsWith("no approval key", StringComparison.Ordinal) == true || seen.RetryAt is not null;
        if (isAuthorized || seen.IsOpen || (seen.End is not null && !wasRefused)) return Finding.Ok($"a key, by {url.GetLeftPart(UriPartial.Authority)}");
        return seen.End is not null ? Ended(seen) : NoKeyInTime;
    }

    /// <summary>The finding on the close.</summary>
    /// <param name="closed">True when the feed is done with it.</param>
    /// <param name="answered">True when the venue answered the close frame, or ended the connection.</param>
    /// <param name="answerTime">How long an answer was waited for.</param>
    public static Finding Close(bool closed, bool answered, TimeSpan answerTime) => !closed
        ? Finding.Failed("the feed was not done with it in time", "wait two minutes before the next session, as after an unclean end")
        : Finding.Ok(answered
            ? "close frame 1000 sent and answered"
            : Invariant($"close frame 1000 sent; no answer within {answerTime.TotalSeconds:0.#} s, which the venue may leave out"));

    /// <summary>The finding on the upgrade to a WebSocket.</summary>
    public static Finding Upgrade(Sighting seen, Uri url) => seen switch
    {
        { IsOpen: true } => Finding.Ok($"{url.GetLeftPart(UriPartial.Path)} is open"),
        { End: not null } => Ended(seen),
        _ => Finding.Failed("it was not open in time", Advice.On("cannot be reached")),
    };

    /// <summary>The finding on the answer to a registration.</summary>
    public static Finding Registration(Sighting seen, Topic topic)
    {
        var answer = seen.Answers.GetValueOrDefault(topic, "");
        var reason = seen.Registrations.TryGetValue(topic, out var change) ? change.Reason : "";
        return seen.StatusOf(topic) switch
        {
            RegistrationStatus.Active => Finding.Ok(answer),
            _ when seen.End is not null => Ended(seen),
            RegistrationStatus.Refused or RegistrationStatus.Deferred => Finding.Failed(reason, Advice.On(reason)),
            _ => Finding.Failed("the venue does not answer", Advice.On("the venue does not answer")),
        };
    }

    /// <summary>The finding on the first record of a TR.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="layout">The TR.</param>
    /// <param name="isPublished">True when the exchange publishes such records now.</param>
    public static Finding FirstRecord(Sighting seen, RecordLayout layout, bool isPublished)
    {
        var documented = layout.Width;
        if (seen.Records.TryGetValue(layout, out var record))
        {
            var columns = Invariant($"{record.Columns} columns, {documented} documented");
            return record.Columns switch
            {
                null => Finding.Failed(
                    Invariant($"{record.Fields} fields in {record.Records} records, which is no whole number of columns"),
                    "the feed refuses such a message: compare it with docs/venue.md"),
                var width when width < documented => Finding.Failed(columns, "the feed refuses such records: compare them with docs/venue.md"),
                var width when width > documented => Finding.Ok($"{columns}; the feed passes over those behind"),
                _ => Finding.Ok($"{columns}"),
            };
        }

        if (seen.End is not null) return Ended(seen);
        return isPublished
            ? Finding.Failed("none came, although the exchange trades", "name stocks that trade more with --stocks, or give it longer with --for")
            : Finding.Failed("none came: the exchange is closed by the calendar", "rehearse on a trading day between 09:00 and 15:20 KST");
    }

    /// <summary>The finding on ping frames of ours.</summary>
    public static Finding Ping(bool isAnswered, Sighting seen) => isAnswered
        ? Finding.Ok("a ping frame of ours was answered")
        : seen.End is not null
            ? Ended(seen)
            : Finding.Failed(
                "no ping frame of ours was answered",
                "this venue does not answer pings: keep Connection:KeepAliveInterval at 0, as it is by default; a run goes by any frame that comes");

    /// <summary>The finding on PINGPONG.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="sentBack">Number of them that were sent back.</param>
    public static Finding PingPong(Sighting seen, long sentBack) => seen switch
    {
        { PingPongs: > 0 } when sentBack > 0 => Finding.Ok(
            Invariant($"{seen.PingPongs} seen, {sentBack} sent back")),
        { End: not null } => Ended(seen),
        { PingPongs: > 0 } => Finding.Failed("it was seen, and not sent back", "the connection takes no messages: rehearse again"),
        _ => Finding.Failed("none came", "the venue sends one on a line that is quiet for some 20 s: give it longer with --for"),
    };

    /// <summary>The finding on the answers to releases.</summary>
    public static Finding Release(Sighting seen, IReadOnlyList<Topic> topics)
    {
        var left = topics.Where(topic => seen.StatusOf(topic) != RegistrationStatus.Released).ToArray();
        if (left.Length == 0) return Finding.Ok(Invariant($"{topics.Count} released"));
        return seen.End is not null
            ? Ended(seen)
            : Finding.Failed($"no answer for {string.Join(", ", left)}", "the close releases them too; keep the messages as received");
    }

    /// <summary>The finding on the figures of a feed that was drained.</summary>
    public static Finding Counts(FeedCounts? counts)
    {
        if (counts is null) return Finding.Failed("the feed did not answer with its counts", Advice.On(""));
        if (counts.Breaches().Count > 0) return Finding.Failed($"the figures do not add up: {counts.Identity}", "tell us, with the messages as received");
        var found = Invariant($"{counts.Messages} messages, {counts.Records} records, {counts.Refused} refused");
        if (counts.Refused == 0) return Finding.Ok(found);
        var reasons = counts.RefusedMessages.Concat(counts.RefusedRecords).Where(reason => reason.Value > 0).Select(reason => reason.Key);
        return Finding.Failed($"{found}: {string.Join(", ", reasons.Distinct())}", "compare the messages as received with docs/venue.md");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
