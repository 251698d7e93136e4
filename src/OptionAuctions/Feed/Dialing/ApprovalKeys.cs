using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Feed.Dialing;

/// <summary>
/// The approval key of one app key: requested when there is none or it is old, and kept across connections. Used by one actor at a time, so that at
/// most one request is in flight.
/// </summary>
/// <remarks>The venue says that a key is valid for 24 h, and checks it at registration only; it is renewed before dialing when older than 20 h.</remarks>
internal sealed class ApprovalKeys(ApprovalEndpoint endpoint, AppKeyDials dials, FeedOptions options, TimeProvider time, SecretScrubber secrets)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(20);

    private Secret? _key;
    private AppKeyOptions? _askedFor; // the credentials of the last request of this process
    private ClockReading _asked; // when that was
    private int _refusedInARow;

    /// <summary>True when there is a key that is fresh enough to dial with.</summary>
    public bool HasKey => _key is not null && ReferenceEquals(_askedFor, dials.Credentials) && _asked.Age(time) < MaxAge;

    /// <summary>Returns a key that is fresh enough to dial with.</summary>
    /// <exception cref="ApprovalFailedException">The endpoint refused or could not be reached; the message is free of secrets.</exception>
    /// <exception cref="DialBlockedException">The budget does not allow a request now.</exception>
    public async Task<Secret> GetAsync(CancellationToken stop)
    {
        if (HasKey) return _key!;
        if (PauseBeforeRequest() is var pause && pause > TimeSpan.Zero) await Task.Delay(pause, time, stop).ConfigureAwait(false);

        if (!ReferenceEquals(_askedFor, dials.Credentials)) (_key, _refusedInARow) = (null, 0);
        (_askedFor, _asked) = (dials.Credentials, ClockReading.Of(time));
        secrets.With(_askedFor);
        _key = await endpoint.RequestAsync(_askedFor, dials.Approvals, stop).ConfigureAwait(false);
        secrets.Add(_key);
        return _key;
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

    /// <summary>The rest of the least time between two requests. Before the first of this process, the last of an earlier one counts.</summary>
    private TimeSpan PauseBeforeRequest()
    {
        if (options.ApprovalUrl.IsLoopback) return TimeSpan.Zero;
        var since = _askedFor?.AppKey.Equals(dials.Credentials.AppKey) == true ? _asked.Age(time) : dials.Approvals.SinceLast;
        return since is { } passed ? options.Dialing.ApprovalInterval - (passed > TimeSpan.Zero ? passed : TimeSpan.Zero) : TimeSpan.Zero;
    }
}
