using System.Collections.Immutable;
using OptionAuctions.Codes;
using OptionAuctions.Wire;

namespace OptionAuctions.Telemetry;

/// <summary>Everything a feed counted since it started, at one moment.</summary>
public sealed record FeedCounts
{
    /// <summary>Messages received, of any kind.</summary>
    public long Frames { get; init; }

    /// <summary>Messages that held records.</summary>
    public long DataFrames { get; init; }

    /// <summary>JSON messages: answers and PINGPONG.</summary>
    public long ControlFrames { get; init; }

    /// <summary>Messages thrown away because the stream was behind.</summary>
    public long ShedFrames { get; init; }

    /// <summary>Messages refused, by reason.</summary>
    public ImmutableDictionary<DecodeError, long> RefusedFrames { get; init; } = ImmutableDictionary<DecodeError, long>.Empty;

    /// <summary>Records announced by data messages, of either kind.</summary>
    public long Records { get; init; }

    /// <summary>Records and trades folded into the auction of their code.</summary>
    public long Applied { get; init; }

    /// <summary>Records of codes that nobody asked for.</summary>
    public long Unrequested { get; init; }

    /// <summary>Records refused, by reason.</summary>
    public ImmutableDictionary<DecodeError, long> RefusedRecords { get; init; } = ImmutableDictionary<DecodeError, long>.Empty;

    /// <summary>Data messages by columns a record, where there are more than documented: the venue appends columns without notice.</summary>
    public ImmutableDictionary<int, long> WiderFrames { get; init; } = ImmutableDictionary<int, long>.Empty;

    /// <summary>Records that could be read and that something is odd about, by what; one record can count several times.</summary>
    public ImmutableDictionary<AuctionQuality, long> OddRecords { get; init; } = ImmutableDictionary<AuctionQuality, long>.Empty;

    /// <summary>Records by phase code, for codes that the phase table does not explain.</summary>
    public ImmutableDictionary<PhaseCode, long> UnknownPhases { get; init; } = ImmutableDictionary<PhaseCode, long>.Empty;

    /// <summary>Revisions that subscribers were to learn of.</summary>
    public long Revisions { get; init; }

    /// <summary>Changes delivered to subscribers, each standing for one revision or more.</summary>
    public long Delivered { get; init; }

    /// <summary>Revisions that a newer one replaced before their subscriber was ready.</summary>
    public long Conflated { get; init; }

    /// <summary>Sockets opened.</summary>
    public long SocketsOpened { get; init; }

    /// <summary>Sockets closed again, however.</summary>
    public long SocketsClosed { get; init; }

    /// <summary>Keep-alives received.</summary>
    public long PingPongs { get; init; }

    /// <summary>Keep-alives sent back.</summary>
    public long PingPongsEchoed { get; init; }

    /// <summary>The longest mailboxes, by kind of actor.</summary>
    public ImmutableDictionary<MailboxKind, MailboxPeak> Mailboxes { get; init; } = ImmutableDictionary<MailboxKind, MailboxPeak>.Empty;

    /// <summary>Refused messages and records together.</summary>
    public long Refused => RefusedFrames.Values.Sum() + RefusedRecords.Values.Sum();

    /// <summary>
    /// What does not add up of the conservation identity, as sentences; empty when it holds. True once the feed is drained:
    /// before that, whatever is on its way is in no column yet.
    /// </summary>
    public IReadOnlyList<string> Breaches() =>
    [
        .. Check("frames", Frames, ("data", DataFrames), ("control", ControlFrames), ("refused", RefusedFrames.Values.Sum()), ("shed", ShedFrames)),
        .. Check("records", Records, ("applied", Applied), ("unrequested", Unrequested), ("refused", RefusedRecords.Values.Sum())),
        .. Check("revisions", Revisions, ("delivered", Delivered), ("conflated", Conflated)),
        .. Check("sockets opened", SocketsOpened, ("closed", SocketsClosed)),
    ];

    /// <summary><c>holds</c>, or <c>broken: …</c> with what does not add up.</summary>
    public string Identity => Breaches() is { Count: > 0 } breaches ? $"broken: {string.Join("; ", breaches)}" : "holds";

    private static IEnumerable<string> Check(string name, long total, params (string Name, long Count)[] parts)
    {
        if (total != parts.Sum(p => p.Count))
            yield return $"{name} {total} is not {string.Join(" + ", parts.Select(p => $"{p.Name} {p.Count}"))}";
    }
}
