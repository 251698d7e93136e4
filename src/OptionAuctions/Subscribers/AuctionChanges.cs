using System.Collections;
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
