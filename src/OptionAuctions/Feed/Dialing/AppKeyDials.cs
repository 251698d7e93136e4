namespace OptionAuctions.Feed.Dialing;

/// <summary>The connections of one app key. Each address of the venue is judged by itself: on this machine without a limit and in memory only.</summary>
internal sealed class AppKeyDials
{
    /// <summary>The beginnings of the logs' names.</summary>
    public const string SocketLog = "dials", ApprovalLog = "approvals";

    /// <summary>The connections of one app key, with the logs that former processes have left.</summary>
    /// <param name="options">Addresses, limits, and the folder of the logs.</param>
    /// <param name="credentials">The app key.</param>
    /// <param name="time">The clock.</param>
    /// <param name="budget">Replaces the budget of the options, also towards loopback.</param>
    /// <exception cref="IOException">A log cannot be kept.</exception>
    public AppKeyDials(FeedOptions options, AppKeyOptions credentials, TimeProvider time, DialBudget? budget = null)
    {
        Credentials = credentials;
        Sockets = Limiter(SocketLog, "dial", options.WsUrl, options, time, budget);
        Approvals = Limiter(ApprovalLog, "approval", options.ApprovalUrl, options, time, budget);
    }

    public AppKeyOptions Credentials { get; }

    /// <summary>Limits the WebSockets.</summary>
    public DialLimiter Sockets { get; }

    /// <summary>Limits the requests for an approval key.</summary>
    public DialLimiter Approvals { get; }

    private DialLimiter Limiter(string prefix, string what, Uri url, FeedOptions options, TimeProvider time, DialBudget? budget) => new(
        what, new DialLog(url.IsLoopback ? null : options.StateFolder, Credentials.AppKey, prefix), budget ?? DialBudget.Of(options.Dialing, url), time);
}
