using OptionAuctions.Feed.Dialing;

namespace OptionAuctions.Feed;

/// <summary>What all connections of one app key share: its approval key, its dial log and its dial budget.</summary>
internal sealed class AppKeySessionContext
{
    /// <summary>The context of one app key.</summary>
    /// <param name="feed">What the sessions of the feed share.</param>
    /// <param name="credentials">The app key.</param>
    /// <param name="approvals">Calls the approval endpoint.</param>
    /// <param name="budget">Replaces the budget of the options, which is unlimited towards loopback.</param>
    public AppKeySessionContext(FeedContext feed, AppKeyOptions credentials, HttpClient approvals, DialBudget? budget = null)
    {
        Feed = feed;
        var options = feed.Options;
        Keys = new ApprovalKeys(approvals, options, credentials, feed.Time, feed.Secrets);
        Dials = new DialLog(options.IsLoopback ? null : options.StateFolder, credentials.AppKey);
        Budget = budget ?? DialBudget.Of(options);
    }

    public FeedContext Feed { get; }

    public ApprovalKeys Keys { get; }

    public DialLog Dials { get; }

    public DialBudget Budget { get; }
}
