using System.Net.WebSockets;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Faults.Tests.FrameworkReader;

/// <summary>
/// The framework's own WebSocket, for comparison: it stands the same faults as <see cref="WebSocketConnection"/>, and takes longer for a message.
/// </summary>
internal static class FrameworkWebSocket
{
    /// <summary>Connects; a <see cref="WebSocketConnector"/>.</summary>
    public static async Task<WebSocket> ConnectAsync(WebSocketRequest request, CancellationToken stop)
    {
        var handler = SingleConnectionHandler.Create(request.Proxy, request.Counter, stop);
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new FrameWatchingStream(context.PlaintextStream, request.FrameBegan));
        var http = new HttpMessageInvoker(handler);
        var plain = new ClientWebSocket { Options = { KeepAliveInterval = request.KeepAliveInterval } };
        try
        {
            await plain.ConnectAsync(request.Url, http, stop).ConfigureAwait(false);
            return new TappedWebSocket(plain, request.Handler, request.MaxMessageBytes, http) { ReadingEnded = request.ReadingEnded };
        }
        catch
        {
            plain.Dispose();
            http.Dispose();
            throw;
        }
    }
}
