using System.Net;
using System.Net.Http.Headers;
using OptionAuctions.Telemetry;
using OptionAuctions.WebSockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Feed.Dialing;

/// <summary>The client of the approval endpoint: one request over one connection, with bounds on the time and the size of its answer.</summary>
internal sealed class ApprovalEndpoint(FeedOptions options, HttpHandlerFactory http, SecretScrubber secrets)
{
    /// <summary>Longest answer in bytes. The venue's have some hundred.</summary>
    public const int LongestAnswer = 64 * 1024;

    // Bad app key, bad secret, address not allowed, bad customer key: a retry cannot succeed.
    private static readonly string[] FinalErrors = ["EGW00103", "EGW00105", "EGW00303", "EGW00304"];

    /// <summary>Asks for an approval key.</summary>
    /// <exception cref="ApprovalFailedException">The endpoint refused or could not be reached; the message is free of secrets.</exception>
    /// <exception cref="DialBlockedException">The budget does not allow a request now.</exception>
    public async Task<Secret> RequestAsync(AppKeyOptions credentials, IConnectionCounter counter, CancellationToken stop)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(stop);
        bounded.CancelAfter(options.Dialing.ApprovalTimeout);
        using var client = new HttpMessageInvoker(http(options.Dialing.ProxyTo(options.ApprovalUrl), counter, bounded.Token));
        using var request = RequestFor(credentials);
        HttpStatusCode? status = null;
        try
        {
            using var response = await client.SendAsync(request, bounded.Token).ConfigureAwait(false);
            status = response.StatusCode;
            var answer = await ReadAsync(response.Content, bounded.Token).ConfigureAwait(false);
            return answer.Key ?? throw Failed(status, answer.Error, FinalErrors.Any(answer.Error.StartsWith));
        }
        catch (Exception cause) when (cause is not ApprovalFailedException && bounded.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            var seconds = options.Dialing.ApprovalTimeout.TotalSeconds;
            throw Failed(status, FormattableString.Invariant(
                $"{options.ApprovalUrl.Shown()} did not answer {(status is null ? "" : "whole ")}within {seconds:0.#} s"));
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            var root = cause.GetBaseException();
            if (root is DialBlockedException blocked) throw blocked;
            var what = status is null ? $"{options.ApprovalUrl.Shown()} cannot be reached" : "the answer broke off";
            throw Failed(status, $"{what}: {root.Message}");
        }
    }

    private HttpRequestMessage RequestFor(AppKeyOptions credentials)
    {
        var body = new ByteArrayContent(RequestEncoder.Approval(credentials.AppKey, credentials.AppSecret));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApprovalUrl, "/oauth2/Approval"))
        {
            Content = body,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>Reads the answer up to its bound. Its label of a character set is not looked at, since a wrong one must not hide the answer.</summary>
    private static async Task<ApprovalAnswer> ReadAsync(HttpContent content, CancellationToken stop)
    {
        var body = new byte[LongestAnswer + 1];
        var stream = await content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        if (length > LongestAnswer) return new ApprovalAnswer(null, $"the answer is longer than {LongestAnswer} bytes");
        var answer = ApprovalAnswer.Decode(body.AsSpan(0, length));
        return answer.Key is null && content.Headers.ContentEncoding.Count > 0
            ? new ApprovalAnswer(null, "the answer is compressed, which was not asked for")
            : answer;
    }

    private ApprovalFailedException Failed(HttpStatusCode? status, string reason, bool isFinal = false)
    {
        var code = status is { } known ? $", HTTP {(int)known}" : "";
        var redirect = (int?)status is >= 300 and < 400 ? ", and no redirect is followed" : "";
        return new ApprovalFailedException(
            $"no approval key{code}{redirect}{(reason.Length > 0 ? $": {secrets.Scrub(reason)}" : "")}", isFinal);
    }
}
