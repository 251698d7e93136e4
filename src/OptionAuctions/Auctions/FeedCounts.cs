using System.Collections.Immutable;
using Akka.Actor;

namespace OptionAuctions;

/// <summary>The counters of a feed since its start, at one moment.</summary>
public sealed record FeedCounts : INoSerializationVerificationNeeded
{
    /// <summary>Name of the meter under which a feed exports its counts as metrics.</summary>
    public const string MeterName = "OptionAuctions";

    /// <summary>
    /// True when the feed was running, that is not drained: messages and records that were being processed are in no counter, and sockets are open.
    /// </summary>
    public bool IsRunning { get; init; }

    /// <summary>Number of messages received, of any kind.</summary>
    public long Messages { get; init; }

    /// <summary>Number of messages that held records.</summary>
    public long DataMessages { get; init; }

    /// <summary>Number of JSON messages: answers and PINGPONG.</summary>
    public long ControlMessages { get; init; }

    /// <summary>Of those, answers with an unknown code, or about a registration that this feed does not have. They change nothing.</summary>
    public long UnknownAnswers { get; init; }

    /// <summary>Number of messages dropped because the stream was behind; those that could not be read are in <see cref="RefusedMessages"/>.</summary>
    public long ShedMessages { get; init; }

    /// <summary>Number of messages refused, by reason.</summary>
    public ImmutableDictionary<DecodeError, long> RefusedMessages { get; init; } = ImmutableDictionary<DecodeError, long>.Empty;

    /// <summary>Number of records announced by data messages, of either kind.</summary>
    public long Records { get; init; }

    /// <summary>Number of records and trades folded into the auction of their code.</summary>
    public long Applied { get; init; }

    /// <summary>Number of records that nobody requested: of a code that is not followed, or trades where none are used.</summary>
    public long Unrequested { get; init; }

    /// <summary>
    /// Number of records and trades that an earlier process received and that were folded at the start; see <see cref="FeedOptions.RestoreFrom"/>. They are in no
    /// other count of this feed.
    /// </summary>
    public long Restored { get; init; }

    /// <summary>Number of records refused, by reason.</summary>
    public ImmutableDictionary<DecodeError, long> RefusedRecords { get; init; } = ImmutableDictionary<DecodeError, long>.Empty;

    /// <summary>Number of data messages by columns of a record, where there are more than documented: the venue appends columns without notice.</summary>
    public ImmutableDictionary<int, long> WiderMessages { get; init; } = ImmutableDictionary<int, long>.Empty;

    /// <summary>Number of records that could be read and that something is odd about, by oddity; one record can count several times.</summary>
    public ImmutableDictionary<AuctionQuality, long> OddRecords { get; init; } = ImmutableDictionary<AuctionQuality, long>.Empty;

    /// <summary>Number of records by phase code, for phase codes that the phase table does not explain.</summary>
    public ImmutableDictionary<PhaseCode, long> UnknownPhases { get; init; } = ImmutableDictionary<PhaseCode, long>.Empty;

    /// <summary>Number of revisions to deliver: each revision counts once for each subscription to its code.</summary>
    public long Revisions { get; init; }

    /// <summary>Number of changes with a new revision delivered to subscribers; each of them represents one revision or more.</summary>
    public long Delivered { get; init; }

    /// <summary>Number of revisions that a newer one replaced before their subscriber was ready.</summary>
    public long Conflated { get; init; }

    /// <summary>Number of sockets opened.</summary>
    public long SocketsOpened { get; init; }

    /// <summary>Number of sockets closed again, for whatever reason.</summary>
    public long SocketsClosed { get; init; }

    /// <summary>Number of keep-alives received.</summary>
    public long PingPongs { get; init; }

    /// <summary>Number of keep-alives sent back.</summary>
    public long PingPongsEchoed { get; init; }

    /// <summary>Number of pong frames, by which the venue answers our own pings; see <see cref="ConnectionOptions.KeepAliveInterval"/>.</summary>
    public long Pongs { get; init; }

    /// <summary>The last refused messages and records, raw, oldest first, 256 at most.</summary>
    public IReadOnlyList<Refusal> RecentRefusals { get; init; } = [];

    /// <summary>Number of refused messages and records together.</summary>
    public long Refused => RefusedMessages.Values.Sum() + RefusedRecords.Values.Sum();

    /// <summary>
    /// The sums of the conservation identity that do not hold, as sentences; empty when all of them hold. Valid once the feed is drained:
    /// before that, a message or record that is being processed is in no counter yet.
    /// </summary>
    public IReadOnlyList<string> Breaches() =>
    [
        .. Check("messages", Messages, ("data", DataMessages), ("control", ControlMessages), ("refused", RefusedMessages.Values.Sum()), ("shed", ShedMessages)),
        .. Check("records", Records, ("applied", Applied), ("unrequested", Unrequested), ("refused", RefusedRecords.Values.Sum())),
        .. Check("revisions", Revisions, ("delivered", Delivered), ("conflated", Conflated)),
        .. Check("sockets opened", SocketsOpened, ("closed", SocketsClosed)),
    ];

    /// <summary>
    /// The conservation identity as text: <c>holds</c>, or <c>broken: …</c> with the sums that do not hold; of a feed that is running,
    /// <c>not settled, the feed is running: …</c>
    /// </summary>
    public string Identity => Breaches() is { Count: > 0 } breaches
        ? $"{(IsRunning ? "not settled, the feed is running" : "broken")}: {string.Join("; ", breaches)}"
        : "holds";

    private static string Term(string name, long count) => FormattableString.Invariant($"{name} {count}");

    private static IEnumerable<string> Check(string name, long total, params (string Name, long Count)[] parts)
    {
        if (total != parts.Sum(p => p.Count))
            yield return Term(name, total) + " is not " + string.Join(" + ", parts.Select(p => Term(p.Name, p.Count)));
    }
}
