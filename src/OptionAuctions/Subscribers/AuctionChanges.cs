using System.Collections;
using Akka.Actor;
using OptionAuctions.Codes;

namespace OptionAuctions.Subscribers;

/// <summary>
/// One delivery: the changes since the last one, those of a code in their order. When done, answer its sender with its own
/// <see cref="Ack"/>; until then nothing more comes, and newer states take the place of older ones.
/// </summary>
/// <remarks>The list is the subscription's own and is filled again after the ack: copy what is to be kept. The changes are values.</remarks>
public sealed class AuctionChanges : IReadOnlyList<AuctionChanged>, INoSerializationVerificationNeeded
{
    private AuctionChanged[] _changes = [];

    /// <summary>"Send me the next": the answer to this delivery and to no other, so that one ack too many asks for nothing.</summary>
    public Ack Ack { get; } = new();

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public AuctionChanged this[int index] => AsSpan()[index];

    /// <summary>Where the state of the next change goes, so that half a kilobyte is copied once. It stays there until a change is added.</summary>
    internal ref AuctionState Place
    {
        get
        {
            if (Count == _changes.Length) Array.Resize(ref _changes, Math.Max(4, Count * 2));
            return ref _changes[Count].Place;
        }
    }

    /// <summary>The changes where they stand, until the ack: for who reads them without copying each.</summary>
    public ReadOnlySpan<AuctionChanged> AsSpan() => _changes.AsSpan(0, Count);

    /// <summary>The changes, one after the other, where they stand: <c>foreach (ref readonly var change in changes)</c> copies none.</summary>
    public ReadOnlySpan<AuctionChanged>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    internal void Clear() => Count = 0;

    /// <summary>The state that stands in its <see cref="Place"/> is a change.</summary>
    internal void Add(ChangeKind kind, long conflated) => _changes[Count++].Become(kind, conflated);

    internal void Add(ChangeKind kind, in AuctionState current, long conflated = 0)
    {
        Place = current;
        Add(kind, conflated);
    }

    /// <summary>Notes how late each is.</summary>
    /// <param name="now">Ticks, KST.</param>
    internal void Stamp(long now)
    {
        foreach (ref var change in _changes.AsSpan(0, Count))
            if (change.Current.MarketTicks is var ticks and not 0) change.Lag = TimeSpan.FromTicks(now - ticks);
    }

    /// <summary>Revisions that these changes tell of, and those that they stand for beside.</summary>
    internal (long Delivered, long Conflated) Revisions()
    {
        long delivered = 0, conflated = 0;
        foreach (ref readonly var change in AsSpan())
        {
            if (change.Kind == ChangeKind.Indication) delivered++;
            conflated += change.Conflated;
        }

        return (delivered, conflated);
    }

    IEnumerator<AuctionChanged> IEnumerable<AuctionChanged>.GetEnumerator() => _changes.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _changes.Take(Count).GetEnumerator();
}

/// <summary>The answer to one <see cref="AuctionChanges"/>. A type of its own, since Akka.Streams matches acks by type.</summary>
public sealed class Ack : INoSerializationVerificationNeeded
{
    internal Ack()
    {
    }
}
