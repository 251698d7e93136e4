using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.Connection;

/// <summary>Asks a server to speak WebSocket from here on, RFC 6455 §4.1; proxies, TLS and HTTP itself stay the framework's.</summary>
internal static class FrameUpgrade
{
    private const string KeyHeader = "Sec-WebSocket-Key", AcceptHeader = "Sec-WebSocket-Accept", Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // What only an answer to a question may name; nothing was asked.
    private static readonly string[] Unasked = ["Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"];

    /// <summary>Connects.</summary>
    /// <returns>The answer; its content is the stream of frames, and disposing of it ends the connection.</returns>
    /// <exception cref="WebSocketException">The answer was no, or not one to this question.</exception>
    public static async Task<HttpResponseMessage> AskAsync(HttpMessageInvoker http, Uri url, CancellationToken stop)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation(KeyHeader, key);
        var response = await http.SendAsync(request, stop).ConfigureAwait(false);
        if (WhyNot(response, key) is not { } why) return response;
        response.Dispose();
        throw new WebSocketException(WebSocketError.NotAWebSocket, why);
    }

    /// <summary>What is wrong with an answer; <see langword="null"/> when it is a yes.</summary>
    internal static string? WhyNot(HttpResponseMessage response, string key)
    {
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols) return $"the server answered the upgrade with {(int)response.StatusCode}";
        if (!Says(response, "Connection", "Upgrade") || !Says(response, "Upgrade", "websocket")) return "the server upgrades to something else";
        if (One(response, AcceptHeader) != AcceptOf(key)) return $"the server's {AcceptHeader} does not fit our {KeyHeader}";
        return Array.Find(Unasked, response.Headers.Contains) is { } header ? $"the server names a {header}, and none was asked for" : null;
    }

    /// <summary>What a server has to answer to a key.</summary>
    internal static string AcceptOf(string key)
    {
        // RFC 6455 asks for SHA-1 here; nothing is kept secret by it.
#pragma warning disable CA5350
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));
#pragma warning restore CA5350
    }

    private static bool Says(HttpResponseMessage response, string header, string token) =>
        response.Headers.TryGetValues(header, out var values)
        && values.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries)).Contains(token, StringComparer.OrdinalIgnoreCase);

    private static string? One(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) && values.ToArray() is [var one] ? one : null;
}
