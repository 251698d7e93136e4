namespace OptionAuctions.Auctions;

/// <summary>The JSON form of an <see cref="AuctionChanged"/>, with the members of that name.</summary>
internal sealed record AuctionChangedModel : IJsonModel<AuctionChanged, AuctionChangedModel>
{
    public ChangeKind Kind { get; init; }

    public long Conflated { get; init; }

    public TimeSpan? Lag { get; init; }

    public AuctionState Current { get; init; }

    public static AuctionChangedModel Of(in AuctionChanged change) =>
        new() { Kind = change.Kind, Conflated = change.Conflated, Lag = change.Lag, Current = change.Current };

    public AuctionChanged ToValue() => new(Kind, Current, Conflated) { Lag = Lag };
}
