using System.Collections;
using Akka.Actor;

namespace OptionAuctions;

/// <summary>
/// One delivery to a subscriber: the changes since the previous delivery, those of one code in the order in which they happened. The subscriber
/// answers the sender with the delivery's own <see cref="Ack"/> when it has handled them; until then nothing more is delivered, and newer states
/// replace older ones.
/// </summary>
/// <remarks>The list belongs to the subscription and is filled again after the acknowledgement: copy what has to be kept. The changes are values.</remarks>
public sealed class AuctionChanges : IReadOnlyList<AuctionChanged>, INoSerializationVerificationNeeded
{
    private AuctionChanged[] _changes = [];

    /// <summary>
    /// The acknowledgement of this delivery, which requests the next one. It fits no other delivery, so that a surplus acknowledgement requests
    /// nothing.
    /// </summary>
    public Ack Ack { get; } = new();

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public AuctionChanged this[int index] => AsSpan()[index];

    /// <summary>The token of the request with which the subscription began; see <see cref="AuctionProtocol.Subscribe.Token"/>.</summary>
    internal object? Token { get; set; }

    /// <summary>
    /// The storage for the state of the next change, so that a third of a kilobyte is copied once. The storage is reused until a change is added.
    /// </summary>
    internal ref AuctionState Place
    {
        get
        {
            if (Count == _changes.Length) Array.Resize(ref _changes, Math.Max(4, Count * 2));
            return ref _changes[Count].Place;
        }
    }

    /// <summary>The changes by reference, to be read without a copy of each; valid until the acknowledgement.</summary>
    public ReadOnlySpan<AuctionChanged> AsSpan() => _changes.AsSpan(0, Count);

    /// <summary>An enumerator of the changes by reference: <c>foreach (ref readonly var change in changes)</c> copies none of them.</summary>
    public ReadOnlySpan<AuctionChanged>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    internal void Clear() => Count = 0;

    /// <summary>Adds a change with the state that was written to <see cref="Place"/>.</summary>
    internal void Add(ChangeKind kind, long conflated) => _changes[Count++].Become(kind, conflated);

    internal void Add(ChangeKind kind, in AuctionState current, long conflated = 0)
    {
        Place = current;
        Add(kind, conflated);
    }

    /// <summary>Sets the lag of each change.</summary>
    /// <param name="now">Ticks, KST.</param>
    internal void Stamp(long now)
    {
        foreach (ref var change in _changes.AsSpan(0, Count))
            if (change.Current.MarketTicks is var ticks and not 0) change.Lag = TimeSpan.FromTicks(now - ticks);
    }

    /// <summary>Number of revisions that these changes deliver, and number of those that were conflated into them.</summary>
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
