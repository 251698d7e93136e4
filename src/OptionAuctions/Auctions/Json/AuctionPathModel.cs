namespace OptionAuctions.Auctions;

/// <summary>The JSON form of an <see cref="AuctionPath"/>, with the members of that name.</summary>
internal sealed record AuctionPathModel : IJsonModel<AuctionPath, AuctionPathModel>
{
    public int Number { get; init; }

    public DateTimeOffset? Began { get; init; }

    public DateTimeOffset? KnownFrom { get; init; }

    public bool IsWhole { get; init; }

    public int Revisions { get; init; }

    public int Unmatched { get; init; }

    public int Reversals { get; init; }

    public Won First { get; init; }

    public Won Last { get; init; }

    public Won High { get; init; }

    public Won Low { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public TimeWeighted Call { get; init; }

    /// <summary>The configured windows, the shortest first.</summary>
    public IReadOnlyList<TimeWeighted> Windows { get; init; } = [];

    /// <summary>Not read: it follows from the others.</summary>
    public double Convergence { get; init; }

    /// <summary>The present price, which goes on to be averaged.</summary>
    public Won Current { get; init; }

    /// <summary>The moment up to which prices are averaged, KST.</summary>
    public DateTimeOffset? AveragedUntil { get; init; }

    /// <summary>The last move of the price: 1 up, -1 down, 0 none yet.</summary>
    public sbyte Direction { get; init; }

    public static AuctionPathModel Of(in AuctionPath path) => path.ToModel();

    public AuctionPath ToValue() => new(this);
}
