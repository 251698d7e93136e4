using System.Collections;
using System.Runtime.InteropServices;
using Akka.Actor;

namespace OptionAuctions.Subscribers;

/// <summary>
/// One delivery: the changes since the last one, those of a code in their order. When done, answer its sender with its own
/// <see cref="Ack"/>; until then nothing more comes, and newer states take the place of older ones.
/// </summary>
/// <remarks>The list is the subscription's own and is filled again after the ack: copy what is to be kept. The changes are values.</remarks>
public sealed class AuctionChanges : IReadOnlyList<AuctionChanged>, INoSerializationVerificationNeeded
{
    private readonly List<AuctionChanged> _changes = [];

    /// <summary>"Send me the next": the answer to this delivery and to no other, so that one ack too many asks for nothing.</summary>
    public Ack Ack { get; } = new();

    /// <inheritdoc/>
    public int Count => _changes.Count;

    /// <inheritdoc/>
    public AuctionChanged this[int index] => _changes[index];

    internal void Clear() => _changes.Clear();

    internal void Add(in AuctionChanged change) => _changes.Add(change);

    /// <summary>Notes how late each is.</summary>
    /// <param name="now">Ticks, KST.</param>
    internal void Stamp(long now)
    {
        foreach (ref var change in CollectionsMarshal.AsSpan(_changes))
            if (change.Current.MarketTicks != 0) change = change with { Lag = TimeSpan.FromTicks(now - change.Current.MarketTicks) };
    }

    /// <summary>Revisions that these changes tell of, and those that they stand for beside.</summary>
    internal (long Delivered, long Conflated) Revisions()
    {
        long delivered = 0, conflated = 0;
        foreach (ref readonly var change in CollectionsMarshal.AsSpan(_changes))
        {
            if (change.Kind == ChangeKind.Indication) delivered++;
            conflated += change.Conflated;
        }

        return (delivered, conflated);
    }

    /// <inheritdoc/>
    public IEnumerator<AuctionChanged> GetEnumerator() => _changes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The answer to one <see cref="AuctionChanges"/>. A type of its own, since Akka.Streams matches acks by type.</summary>
public sealed class Ack : INoSerializationVerificationNeeded
{
    internal Ack()
    {
    }
}
