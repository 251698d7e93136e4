namespace OptionAuctions.Auctions;

/// <summary>
/// The part of an auction that changes with its phase, its gaps and its cross, a few times a day: a value that all copies of a state refer to, and that is
/// replaced as a whole.
/// </summary>
internal sealed record AuctionFacts
{
    /// <summary>Nothing is known, not even the code.</summary>
    public static AuctionFacts None { get; } = new();

    public Instrument Code { get; init; }

    /// <summary>When the present phase of the present call began; ticks, KST; 0 before anything is known.</summary>
    public long Since { get; init; }

    /// <summary>Revision at which phase or call last changed.</summary>
    public long PhaseRevision { get; init; }

    public AuctionCall Call { get; init; } = AuctionCall.None;

    /// <summary>Since when records may be missing; ticks, KST; 0 while they can be received.</summary>
    public long GapSince { get; init; }

    /// <summary>The gaps so far; <see langword="null"/>: none.</summary>
    public PastGaps? Gaps { get; init; }

    public Won FinalPrice { get; init; }

    /// <summary>Quantities and quotes of the newest record or order book that had some; of a TR that has them it changes with each record.</summary>
    public RecordDetail? Detail { get; init; }
}
