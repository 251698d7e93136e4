using System.Collections;
using Akka.Actor;

namespace OptionAuctions.Subscribers;

/// <summary>
/// One delivery: the changes since the last one, the changes of a code in their order. Answer it with <see cref="Ack"/>, to its sender, when done; until
/// then nothing more comes, and newer states take the place of older ones.
/// </summary>
/// <remarks>The list is the subscription's own and is filled again after the ack: copy what is to be kept.</remarks>
public sealed class AuctionChanges : IReadOnlyList<AuctionChanged>, INoSerializationVerificationNeeded
{
    private readonly List<AuctionChanged> _changes = [];

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

/// <summary>"Send me the next": one per <see cref="AuctionChanges"/>, to its sender.</summary>
public sealed class Ack : INoSerializationVerificationNeeded
{
    private Ack()
    {
    }

    /// <summary>The one there is.</summary>
    public static Ack Instance { get; } = new();
}
