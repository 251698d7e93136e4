using System.Diagnostics.CodeAnalysis;
using OptionAuctions.Codes;

namespace OptionAuctions.Subscribers;

/// <summary>What a subscriber is told.</summary>
public enum ChangeKind
{
    /// <summary>The first word on a code: the auction as it is.</summary>
    Snapshot,

    /// <summary>Records came; the auction has a new revision.</summary>
    Indication,

    /// <summary>Records may be missing: see <see cref="AuctionState.LastGap"/>.</summary>
    Gap,

    /// <summary>The indication can no longer be trusted as current: see <see cref="AuctionState.Stale"/>.</summary>
    Stale,

    /// <summary>Trading stands elsewhere, by the venue's codes or by the clock: see <see cref="AuctionState.Session"/>.</summary>
    Phase,

    /// <summary>The venue's codes and the session clock contradict each other: see <see cref="AuctionState.Session"/>. What was received is preferred.</summary>
    Disagreement,

    /// <summary>The price that the call crossed at is known: see <see cref="AuctionState.FinalPrice"/> and <see cref="AuctionState.Slippage"/>.</summary>
    Final,

    /// <summary>The registration at the venue stands elsewhere: see <see cref="AuctionState.Registration"/>.</summary>
    Registration,
}

/// <summary>One change of one auction.</summary>
public record struct AuctionChanged
{
    private AuctionState _current;
    private ChangeKind _kind;
    private long _conflated;

    /// <summary>A change from its parts.</summary>
    public AuctionChanged(ChangeKind kind, in AuctionState current, long conflated) => (_kind, _current, _conflated) = (kind, current, conflated);

    /// <summary>What changed.</summary>
    public ChangeKind Kind
    {
        readonly get => _kind;
        init => _kind = value;
    }

    /// <summary>The auction after it, where it stands: half a kilobyte. When several changes of a code come together, each carries the newest state.</summary>
    [UnscopedRef]
    public readonly ref readonly AuctionState Current => ref _current;

    /// <summary>Revisions that this one stands for beside itself, because they were replaced before delivery.</summary>
    public long Conflated
    {
        readonly get => _conflated;
        init => _conflated = value;
    }

    /// <summary>
    /// How far behind the market it was told: from the venue's own time of the newest record in it, which is rounded down to a second, to
    /// its delivery. <see langword="null"/> without a record or a time in it.
    /// </summary>
    public TimeSpan? Lag { get; internal set; }

    /// <summary>Where the state is written before it is known what has changed.</summary>
    [UnscopedRef]
    internal ref AuctionState Place => ref _current;

    /// <summary>Makes a change of the state that was written into its place.</summary>
    internal void Become(ChangeKind kind, long conflated) => (_kind, _conflated, Lag) = (kind, conflated, null);

    /// <summary>The change in its parts.</summary>
    public readonly void Deconstruct(out ChangeKind kind, out AuctionState current, out long conflated) => (kind, current, conflated) = (Kind, _current, Conflated);
}
