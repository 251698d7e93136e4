using System.Net.Http.Headers;
using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Feed.Dialing;

/// <summary>
/// The approval key of one app key: requested when there is none or it is old, and kept across connections. Used by one actor at a time, so that at
/// most one request is in flight.
/// </summary>
/// <remarks>The venue says that a key is valid for 24 h, and checks it at registration only; it is renewed before dialing when older than 20 h.</remarks>
internal sealed class ApprovalKeys(HttpClient http, FeedOptions options, AppKeyOptions credentials, TimeProvider time, SecretScrubber secrets)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(20);

    // Bad app key, bad secret, address not allowed, bad customer key: a retry cannot succeed.
    private static readonly string[] FinalErrors = ["EGW00103", "EGW00105", "EGW00303", "EGW00304"];

    private Secret? _key;
    private ClockReading? _issuedAt;
    private int _refusedInARow;

    /// <summary>Returns a key that is fresh enough to dial with.</summary>
    /// <exception cref="ApprovalFailedException">The endpoint refused or could not be reached; the message is free of secrets.</exception>
    public async Task<Secret> GetAsync(CancellationToken stop)
    {
        if (_key is { } kept && _issuedAt?.Age(time) < MaxAge) return kept;

        var wait = _issuedAt is { } last && !options.ApprovalUrl.IsLoopback ? options.Dialing.ApprovalInterval - last.Age(time) : TimeSpan.Zero;
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, stop).ConfigureAwait(false);

        _issuedAt = ClockReading.Of(time);
        secrets.With(credentials);
        _key = await IssueAsync(stop).ConfigureAwait(false);
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

    private async Task<Secret> IssueAsync(CancellationToken stop)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(stop);
        bounded.CancelAfter(options.Dialing.ApprovalTimeout);
        try
        {
            using var body = new ByteArrayContent(RequestEncoder.Approval(credentials.AppKey, credentials.AppSecret));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
            using var response = await http.PostAsync(new Uri(options.ApprovalUrl, "/oauth2/Approval"), body, bounded.Token).ConfigureAwait(false);
            var answer = ApprovalAnswer.Decode(await response.Content.ReadAsStringAsync(bounded.Token).ConfigureAwait(false));
            return answer.Key ?? throw new ApprovalFailedException(
                $"no approval key, HTTP {(int)response.StatusCode}: {secrets.Scrub(answer.Error)}", FinalErrors.Any(answer.Error.StartsWith));
        }
        catch (HttpRequestException cause)
        {
            throw new ApprovalFailedException($"no approval key: {options.ApprovalUrl.Shown()} cannot be reached: {secrets.Scrub(cause.Message)}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ApprovalFailedException(
                $"no approval key: {options.ApprovalUrl.Shown()} did not answer within {options.Dialing.ApprovalTimeout.TotalSeconds:0.#} s");
        }
    }
}
