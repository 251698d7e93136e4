using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Feed.Dialing;

/// <summary>
/// The approval key of one app key: requested when there is none or it is old, and kept across connections. Used by one actor at a time, so that at
/// most one request is in flight. The first may be in flight before there is an actor.
/// </summary>
/// <remarks>The venue says that a key is valid for 24 h, and checks it at registration only; it is renewed before dialing when older than 20 h.</remarks>
internal sealed class ApprovalKeys(ApprovalEndpoint endpoint, AppKeyDials dials, FeedOptions options, TimeProvider time, SecretScrubber secrets)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(20);

    private Secret? _key;
    private AppKeyOptions? _askedFor; // the credentials of the last request of this process
    private ClockReading _asked; // when that was
    private int _refusedInARow;
    private Task? _first; // the request that was begun without an actor, until one has taken its outcome; only then may the fields above be read
    private string _warning = ""; // of the check before that request

    /// <summary>The connections of the app key, by which requests are limited.</summary>
    public AppKeyDials Dials => dials;

    /// <summary>True when there is a key that is fresh enough to dial with.</summary>
    public bool HasKey => _key is not null && ReferenceEquals(_askedFor, dials.Credentials) && _asked.Age(time) < MaxAge;

    /// <summary>Creates the keys of one app key.</summary>
    /// <param name="options">The options, checked.</param>
    /// <param name="appKey">Place of the app key in the options, from 0.</param>
    /// <param name="time">The clock.</param>
    /// <param name="secrets">Receives the credentials and each key.</param>
    /// <param name="http">Creates the HTTP handler of one request.</param>
    /// <param name="budget">Replaces the budget of the options, which is unlimited towards loopback.</param>
    /// <exception cref="IOException">A dial log cannot be kept.</exception>
    public static ApprovalKeys Of(
        FeedOptions options, int appKey, TimeProvider time, SecretScrubber secrets, HttpHandlerFactory http, DialBudget? budget = null) =>
        new(new ApprovalEndpoint(options, http, secrets), new AppKeyDials(options, appKey, time, budget), options, time, secrets);

    /// <summary>
    /// Decides whether a connection may be begun now: a WebSocket, and before it a request for an approval key when there is none. Credentials that were
    /// renewed in the options count from here on.
    /// </summary>
    /// <param name="opening">When the feed has to be connected next; <see langword="null"/> when it has to be now.</param>
    public DialCheck CheckDial(DateTimeOffset? opening = null)
    {
        try
        {
            dials.Renew();
        }
        catch (Exception cause) when (StateFile.IsFileError(cause))
        {
            return DialCheck.Unusable("dial", cause, MarketTime.Now(time));
        }

        var sockets = dials.Sockets.Check(opening);
        var check = _first is not null || HasKey ? sockets : sockets.And(dials.Approvals.Check(opening));
        (var warning, _warning) = (_warning, "");
        return new DialCheck(null, "", warning).And(check);
    }

    /// <summary>Completes when the request that <see cref="BeginFirst"/> began has ended, at once where it began none; it never fails.</summary>
    public Task WhenFirstEnded => Task.WhenAny(_first ?? Task.CompletedTask);

    /// <summary>
    /// Begins the first request before there is an actor that needs the key. The next <see cref="GetAsync"/> has its outcome. Where anything asks for
    /// patience nothing is begun, so that nothing waits for a feed that may never start.
    /// </summary>
    /// <param name="opening">As for <see cref="CheckDial"/>.</param>
    /// <returns>True when it was begun.</returns>
    public bool BeginFirst(DateTimeOffset? opening = null)
    {
        var check = CheckDial(opening);
        _warning = check.Warning; // for the next check, whose caller can report it
        if (check.Until is not null || PauseBeforeRequest() > TimeSpan.Zero) return false;
        var (credentials, approvals) = (dials.Credentials, dials.Approvals);
        _first = Task.Run(() => RequestAsync(credentials, approvals, CancellationToken.None)); // it has a time limit of its own
        _ = _first.ContinueWith( // a failure that no feed has asked for is nobody's to observe
            static request => request.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return true;
    }

    /// <summary>Returns a key that is fresh enough to dial with.</summary>
    /// <exception cref="ApprovalFailedException">The endpoint refused or could not be reached; the message is free of secrets.</exception>
    /// <exception cref="DialBlockedException">The budget does not allow a request now.</exception>
    public async Task<Secret> GetAsync(CancellationToken stop)
    {
        if (_first is { } first)
        {
            await Task.WhenAny(first).WaitAsync(stop).ConfigureAwait(false); // who stops waiting leaves it to the next connection
            _first = null;
            if (ReferenceEquals(_askedFor, dials.Credentials)) await first.ConfigureAwait(false); // a failure with credentials that were renewed since is none
        }

        if (HasKey) return _key!;
        if (PauseBeforeRequest() is var pause && pause > TimeSpan.Zero) await Task.Delay(pause, time, stop).ConfigureAwait(false);
        return await RequestAsync(dials.Credentials, dials.Approvals, stop).ConfigureAwait(false);
    }

    /// <summary>Discards the key: the venue did not know it.</summary>
    /// <returns>True when a new key is worth a try: this was the first refusal since a key was accepted.</returns>
    public bool Refused()
    {
        _key = null;
        return ++_refusedInARow == 1;
    }

    /// <summary>Resets the count of refusals: the venue accepted a registration with the key.</summary>
    public void Accepted() => _refusedInARow = 0;

    private async Task<Secret> RequestAsync(AppKeyOptions credentials, IConnectionCounter approvals, CancellationToken stop)
    {
        if (!ReferenceEquals(_askedFor, credentials)) (_key, _refusedInARow) = (null, 0);
        (_askedFor, _asked) = (credentials, ClockReading.Of(time));
        secrets.With(credentials);
        _key = await endpoint.RequestAsync(credentials, approvals, stop).ConfigureAwait(false);
        secrets.Add(_key);
        return _key;
    }

    /// <summary>The rest of the least time between two requests. Before the first of this process, the last of an earlier one counts.</summary>
    private TimeSpan PauseBeforeRequest()
    {
        if (options.ApprovalUrl.IsLoopback) return TimeSpan.Zero;
        var since = _askedFor?.AppKey.Equals(dials.Credentials.AppKey) == true ? _asked.Age(time) : dials.Approvals.SinceLast;
        return since is { } passed ? options.Dialing.ApprovalInterval - (passed > TimeSpan.Zero ? passed : TimeSpan.Zero) : TimeSpan.Zero;
    }
}
