using OptionAuctions.Dispatch;
using OptionAuctions.Feed.Dialing;

namespace OptionAuctions.Feed;

/// <summary>What all connections of one app key share: its approval key, and the limits of its connections.</summary>
internal sealed class AppKeySessionContext
{
    /// <summary>The context of one app key.</summary>
    /// <param name="feed">What the sessions of the feed share.</param>
    /// <param name="appKey">Place of the app key in the options, from 0.</param>
    /// <param name="budget">Replaces the budget of the options, which is unlimited towards loopback.</param>
    /// <exception cref="IOException">A dial log cannot be kept.</exception>
    public AppKeySessionContext(FeedContext feed, int appKey, DialBudget? budget = null)
    {
        Feed = feed;
        Dials = new AppKeyDials(feed.Options, appKey, feed.Time, budget);
        feed.Meter.Gauges.ReadDialsLeft(appKey, "socket", () => Dials.Sockets.Left);
        feed.Meter.Gauges.ReadDialsLeft(appKey, "approval", () => Dials.Approvals.Left);
        Keys = new ApprovalKeys(new ApprovalEndpoint(feed.Options, feed.Http, feed.Secrets), Dials, feed.Options, feed.Time, feed.Secrets);
    }

    public FeedContext Feed { get; }

    public ApprovalKeys Keys { get; }

    public AppKeyDials Dials { get; }

    /// <summary>Completes when the socket of the connection before is closed; it never fails.</summary>
    public Task FormerSocket { get; set; } = Task.CompletedTask;

    /// <summary>When a connection was begun last.</summary>
    public ClockReading? LastDial { get; set; }

    /// <summary>How often in a row the venue answered that another session holds the app key.</summary>
    public int SlotHeldInARow { get; set; }

    /// <summary>
    /// Decides whether a connection may be begun now: a WebSocket, and before it a request for an approval key when there is none. Credentials that were
    /// renewed in the options count from here on.
    /// </summary>
    /// <param name="opening">When the feed has to be connected next; <see langword="null"/> when it has to be now.</param>
    public DialCheck CheckDial(DateTimeOffset? opening = null)
    {
        try
        {
            Dials.Renew();
        }
        catch (Exception cause) when (StateFile.IsFileError(cause))
        {
            return DialCheck.Unusable("dial", cause, Feed.Now);
        }

        var sockets = Dials.Sockets.Check(opening);
        return Keys.HasKey ? sockets : sockets.And(Dials.Approvals.Check(opening));
    }
}
