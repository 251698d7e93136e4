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
        : this(feed, appKey, ApprovalKeys.Of(feed.Options, appKey, feed.Time, feed.Secrets, feed.Http, budget))
    {
    }

    /// <summary>The context of one app key.</summary>
    /// <param name="feed">What the sessions of the feed share.</param>
    /// <param name="appKey">Place of the app key in the options, from 0.</param>
    /// <param name="keys">Its approval key, and the limits of its connections.</param>
    public AppKeySessionContext(FeedContext feed, int appKey, ApprovalKeys keys)
    {
        (Feed, AppKey, Keys) = (feed, appKey, keys);
        feed.Meter.Gauges.ReadDialsLeft(appKey, "socket", () => Dials.Sockets.Left);
        feed.Meter.Gauges.ReadDialsLeft(appKey, "approval", () => Dials.Approvals.Left);
    }

    public FeedContext Feed { get; }

    /// <summary>Place of the app key in the options, from 0.</summary>
    public int AppKey { get; }

    public ApprovalKeys Keys { get; }

    public AppKeyDials Dials => Keys.Dials;

    /// <summary>Completes when the socket of the connection before is closed; it never fails.</summary>
    public Task FormerSocket { get; set; } = Task.CompletedTask;

    /// <summary>When a connection was begun last.</summary>
    public ClockReading? LastDial { get; set; }

    /// <summary>How often in a row the venue answered that another session holds the app key.</summary>
    public int SlotHeldInARow { get; set; }

    /// <inheritdoc cref="ApprovalKeys.CheckDial"/>
    public DialCheck CheckDial(DateTimeOffset? opening = null) => Keys.CheckDial(opening);
}
