using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Reports;

/// <summary>A report of a run on the output. Only one actor calls it, so that nothing else is written between two lines.</summary>
internal interface IReport
{
    /// <summary>True when the report repaints a terminal, to which nothing else may be written.</summary>
    bool OwnsTheScreen => false;

    /// <summary>How often it is told the counts of the run so far; <see langword="null"/>: never.</summary>
    TimeSpan? CountsEvery => null;

    /// <summary>Reports one change of one auction.</summary>
    void OnChange(in AuctionChanged change);

    /// <summary>Reports an event of the feed, or of a code's registration.</summary>
    void OnFeedEvent(IFeedEvent feedEvent);

    /// <summary>Reports a chain, of which something has changed.</summary>
    void OnChain(ChainView view)
    {
    }

    /// <summary>Reports who has which slot, at the end of the run.</summary>
    void OnSlots(FeedStatus status)
    {
    }

    /// <summary>Reports the counts of the run so far.</summary>
    void Counted(FeedCounts counts)
    {
    }

    /// <summary>Reports that a call auction is over, and when the next one begins.</summary>
    void OnCallEnded(CallTimes ended, CallTimes next)
    {
    }

    /// <summary>The run ends: connections that are lost from here on are closed by the run itself.</summary>
    void OnEnding();

    /// <summary>Makes everything reported so far visible.</summary>
    void Flush();

    /// <summary>Writes the summary, the last output of the run.</summary>
    void Ended(RunSummary summary);
}
