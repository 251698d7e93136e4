namespace OptionAuctions.Cli.Reports;

/// <summary>What a run remembers of the events of its feed until it ends.</summary>
internal sealed class FeedHistory
{
    /// <summary>Number of gaps so far.</summary>
    public long Gaps { get; set; }

    /// <summary>True when a socket to the venue has been open.</summary>
    public bool Connected { get; private set; }

    /// <summary>Why the feed was last lost or blocked; empty when it never was.</summary>
    public string LastReason { get; private set; } = "";

    /// <summary>Stores an event.</summary>
    public void Note(IFeedEvent feedEvent)
    {
        switch (feedEvent)
        {
            case FeedOpened:
                Connected = true;
                break;
            case FeedResumed or FeedShed:
                Gaps++;
                break;
            case FeedLost lost:
                LastReason = lost.Reason;
                break;
            case FeedBlocked blocked:
                LastReason = blocked.Reason;
                break;
        }
    }
}
