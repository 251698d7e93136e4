using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.WebSockets;

/// <summary>The HTTP upgrade to a WebSocket, RFC 6455 §4.1. TLS and HTTP itself are the framework's.</summary>
internal static class WebSocketUpgrade
{
    private const string KeyHeader = "Sec-WebSocket-Key", AcceptHeader = "Sec-WebSocket-Accept", Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // Headers that a response may have only when the request asked for them; this one does not.
    private static readonly string[] NotRequested = ["Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"];

    /// <summary>Connects and upgrades the connection.</summary>
    /// <returns>The response; its content is the stream of frames, and disposing of it ends the connection.</returns>
    /// <exception cref="WebSocketException">The server refused, or its response does not belong to this request.</exception>
    public static async Task<HttpResponseMessage> AskAsync(HttpMessageInvoker http, Uri url, CancellationToken stop)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        using var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation(KeyHeader, key);
        var response = await http.SendAsync(request, stop).ConfigureAwait(false);
        if (RefusalOf(response, key) is not { } reason) return response;
        response.Dispose();
        throw new WebSocketException(WebSocketError.NotAWebSocket, reason);
    }

    /// <summary>The reason for which a response is no upgrade; <see langword="null"/> when it is one.</summary>
    internal static string? RefusalOf(HttpResponseMessage response, string key)
    {
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols) return $"the server answered the upgrade with {(int)response.StatusCode}";
        if (!HasToken(response, "Connection", "Upgrade") || !HasToken(response, "Upgrade", "websocket")) return "the server upgrades to something else";
        if (SingleValue(response, AcceptHeader) != AcceptOf(key)) return $"the server's {AcceptHeader} does not fit our {KeyHeader}";
        return Array.Find(NotRequested, response.Headers.Contains) is { } header ? $"the server names a {header}, and none was asked for" : null;
    }

    /// <summary>The value with which a server has to answer a key.</summary>
    internal static string AcceptOf(string key)
    {
        // RFC 6455 asks for SHA-1 here; nothing is kept secret by it.
#pragma warning disable CA5350
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));
#pragma warning restore CA5350
    }

    private static bool HasToken(HttpResponseMessage response, string header, string token) =>
        response.Headers.TryGetValues(header, out var values)
        && values.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries)).Contains(token, StringComparer.OrdinalIgnoreCase);

    private static string? SingleValue(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) && values.ToArray() is [var one] ? one : null;
}
