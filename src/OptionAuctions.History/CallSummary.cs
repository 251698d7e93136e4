namespace OptionAuctions.History;

/// <summary>
/// A summary of one call auction of one instrument on one day: how its indicative price moved, at which price it crossed, and how complete that is. A
/// value; it has the figures of <see cref="AuctionPath"/> and <see cref="AuctionState"/>, and no others.
/// </summary>
/// <param name="Day">The day on which the call began, KST.</param>
/// <param name="Code">The instrument.</param>
/// <param name="Call">The kind of call.</param>
/// <param name="Ordinal">1 for an opening and a closing call; an intraday call is counted from 1 among those that were seen on the day.</param>
public sealed record CallSummary(DateOnly Day, Instrument Code, CallKind Call, int Ordinal = 1)
{
    /// <summary>The terms of the instrument; <see langword="null"/> when no list of instruments had them.</summary>
    public InstrumentTerms? Terms { get; init; }

    /// <summary>First indicative price, won; <see cref="Won.None"/> when there was none.</summary>
    public Won First { get; init; }

    /// <summary>Last indicative price, won.</summary>
    public Won Last { get; init; }

    /// <summary>Highest indicative price, won.</summary>
    public Won High { get; init; }

    /// <summary>Lowest indicative price, won.</summary>
    public Won Low { get; init; }

    /// <summary>Number of records of the call; 0 when it was followed and no record came.</summary>
    public int Revisions { get; init; }

    /// <summary>Number of reversals of the price.</summary>
    public int Reversals { get; init; }

    /// <summary>
    /// Convergence of the indicative price, 0 to 1, as of the last record before the end of the call: <see cref="AuctionPath.Convergence"/>.
    /// <see langword="null"/> when none was seen.
    /// </summary>
    public double? Convergence { get; init; }

    /// <summary>When the first record of the call was received, KST, to the microsecond; <see langword="null"/> when it was not seen.</summary>
    public DateTimeOffset? FirstRecordAt { get; init; }

    /// <summary>When the last record of the call was received, KST, to the microsecond; <see langword="null"/> when it was not seen.</summary>
    public DateTimeOffset? LastRecordAt { get; init; }

    /// <summary>From when on records of the call could be received, KST, to the microsecond.</summary>
    public DateTimeOffset? KnownFrom { get; init; }

    /// <summary>True when no record of the call was missed: <see cref="AuctionPath.IsWhole"/>.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Price at which the call crossed, won; <see cref="Won.None"/> when it is not known, as without registrations for trades.</summary>
    public Won FinalPrice { get; init; }

    /// <summary>Won from the last indicative price to the final price; <see cref="Won.None"/> when either is not known.</summary>
    public Won Slippage => FinalPrice - Last;

    /// <summary>Number of gaps that fall into the call.</summary>
    public int Gaps { get; init; }

    /// <summary>
    /// Everything that was odd about a record of the call; complete when each change was delivered. <see langword="null"/> when that is not known, as of a
    /// row that an earlier version wrote.
    /// </summary>
    public AuctionQuality? Quality { get; init; }

    /// <summary>Number of records of the call that something was odd about; <see langword="null"/> when that is not known.</summary>
    public long? OddRecords { get; init; }

    /// <summary>The source: the name of a recording, or <see cref="AuctionHistoryCollector.Live"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The version of this package that made the summary.</summary>
    public string WrittenBy { get; init; } = ThisVersion;

    /// <summary>The version of this package.</summary>
    internal static string ThisVersion { get; } = typeof(CallSummary).Assembly.GetName().Version!.ToString(3);
}
