namespace OptionAuctions.Feed.Dialing;

/// <summary>The connections of one app key. Each address of the venue is judged by itself: on this machine without a limit and in memory only.</summary>
internal sealed class AppKeyDials
{
    /// <summary>The beginnings of the logs' names.</summary>
    public const string SocketLog = "dials", ApprovalLog = "approvals";

    private readonly FeedOptions _options;
    private readonly int _place;
    private readonly TimeProvider _time;
    private readonly DialBudget? _budget;

    /// <summary>The connections of one app key, with the logs that former processes have left.</summary>
    /// <param name="options">Credentials, addresses, limits, and the folder of the logs.</param>
    /// <param name="place">Place of the app key in the options, from 0.</param>
    /// <param name="time">The clock.</param>
    /// <param name="budget">Replaces the budget of the options, also towards loopback.</param>
    /// <exception cref="IOException">A log cannot be kept.</exception>
    public AppKeyDials(FeedOptions options, int place, TimeProvider time, DialBudget? budget = null)
    {
        (_options, _place, _time, _budget) = (options, place, time, budget);
        Credentials = options.AppKeys[place].Copy();
        (Sockets, Approvals) = Limiters();
    }

    /// <summary>The credentials of the last <see cref="Renew"/>; another object when they have changed.</summary>
    public AppKeyOptions Credentials { get; private set; }

    /// <summary>Limits the WebSockets.</summary>
    public DialLimiter Sockets { get; private set; }

    /// <summary>Limits the requests for an approval key.</summary>
    public DialLimiter Approvals { get; private set; }

    /// <summary>True when the options have other credentials by now.</summary>
    public bool AreRenewed => !_options.AppKeys[_place].IsSameAs(Credentials);

    /// <summary>Takes the credentials that the options have now. Another app key has logs of its own.</summary>
    /// <exception cref="IOException">A log cannot be kept.</exception>
    public void Renew()
    {
        if (!AreRenewed) return;
        var former = Credentials;
        Credentials = _options.AppKeys[_place].Copy();
        if (!former.AppKey.Equals(Credentials.AppKey)) (Sockets, Approvals) = Limiters();
    }

    private (DialLimiter Sockets, DialLimiter Approvals) Limiters() =>
        (Limiter(SocketLog, "dial", _options.WsUrl), Limiter(ApprovalLog, "approval", _options.ApprovalUrl));

    private DialLimiter Limiter(string prefix, string what, Uri url) => new(
        what, new DialLog(url.IsLoopback ? null : _options.StateFolder, Credentials.AppKey, prefix), _budget ?? DialBudget.Of(_options.Dialing, url), _time);
}
