using OptionAuctions.Connection;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Cli.Reports;

/// <summary>How a run is told. One actor calls it, so nothing comes between two lines.</summary>
internal interface IReport : IDisposable
{
    /// <summary>True when it repaints a terminal that nobody else may write to.</summary>
    bool OwnsTheScreen => false;

    /// <summary>One change of one auction.</summary>
    void Changed(in AuctionChanged change);

    /// <summary>Something that concerns the feed, or a code's place in it.</summary>
    void Happened(IFeedEvent happened);

    /// <summary>Figures of the run so far.</summary>
    void Counted(FeedCounts counts)
    {
    }

    /// <summary>All that was told until now is to be seen.</summary>
    void Flush();

    /// <summary>The last word.</summary>
    void Ended(RunSummary summary);

    void IDisposable.Dispose()
    {
    }
}

/// <summary>What a run comes to.</summary>
/// <param name="Counts">The feed's figures.</param>
/// <param name="Gaps">Gaps told of.</param>
internal sealed record RunSummary(FeedCounts Counts, long Gaps);
