using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using OptionAuctions.Auctions;

namespace OptionAuctions;

/// <summary>One change of the auction of one option.</summary>
[JsonConverter(typeof(ModelJsonConverter<AuctionChanged, AuctionChangedModel>))]
public record struct AuctionChanged
{
    private AuctionState _current;
    private ChangeKind _kind;
    private long _conflated;

    /// <summary>Creates a change from its parts.</summary>
    public AuctionChanged(ChangeKind kind, in AuctionState current, long conflated) => (_kind, _current, _conflated) = (kind, current, conflated);

    /// <summary>What changed.</summary>
    public ChangeKind Kind
    {
        readonly get => _kind;
        init => _kind = value;
    }

    /// <summary>
    /// The auction after the change, by reference, since the value is a third of a kilobyte. When a delivery holds several changes of one code, each of
    /// them carries the newest state.
    /// </summary>
    [UnscopedRef]
    public readonly ref readonly AuctionState Current => ref _current;

    /// <summary>Number of revisions besides its own that this change represents, because they were replaced before delivery.</summary>
    public long Conflated
    {
        readonly get => _conflated;
        init => _conflated = value;
    }

    /// <summary>
    /// The delay behind the market: from the venue's own time of the newest record in the state, which is rounded down to a second, to the
    /// delivery. <see langword="null"/> without a record, or when the record has no time.
    /// </summary>
    public TimeSpan? Lag { get; internal set; }

    /// <summary>The storage of the state, which is written before it is known what has changed.</summary>
    [UnscopedRef]
    internal ref AuctionState Place => ref _current;

    /// <summary>Makes a change of the state that was written to <see cref="Place"/>.</summary>
    internal void Become(ChangeKind kind, long conflated) => (_kind, _conflated, Lag) = (kind, conflated, null);

    /// <summary>Takes the change apart.</summary>
    public readonly void Deconstruct(out ChangeKind kind, out AuctionState current, out long conflated) =>
        (kind, current, conflated) = (Kind, _current, Conflated);
}
