using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OptionAuctions.Venue.Sessions;
using OptionAuctions.Venue.Sockets;

namespace OptionAuctions.Venue.Http;

/// <summary>The WebSocket endpoint: upgrades an HTTP request to a session, then moves messages between its stream and the engine.</summary>
internal sealed class WebSocketEndpoint(VenueEngine engine, VenueOptions options)
{
    private const int NoCodeGiven = 1005;

    // In real time, whatever the venue's clock does: it bounds a socket, not a market.
    private static readonly TimeSpan FinalWriteTimeout = TimeSpan.FromSeconds(2);

    public static bool IsAskedFor(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && context.Request.Headers.Upgrade.Any(u => u?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true)
        && context.Request.Headers.SecWebSocketKey.Count == 1;

    /// <summary>
    /// Runs one session to its end. The upgrade asks for no credentials: it always succeeds while fewer than the maximum of sessions are
    /// open.
    /// </summary>
    public async Task RunAsync(HttpContext context)
    {
        if (engine.OpenSessions >= options.MaxSessions)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = Accept(context.Request.Headers.SecWebSocketKey.ToString());
        var socket = context.Features.Get<IConnectionSocketFeature>()?.Socket;
        var connection = new SocketConnection(socket, context.Abort, options.MaxQueuedFrames);
        var session = engine.Connected(context.Request.Path, connection); // before the client knows that it is connected
        try
        {
            await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            var writing = connection.RunAsync(stream);
            await ReadToTheEndAsync(session, new ClientMessageReader(stream), context.RequestAborted);
            connection.Complete();
            await writing.WaitAsync(FinalWriteTimeout);
        }
        catch (TimeoutException)
        {
            connection.Reset(); // the client does not read the last bytes
        }
        finally
        {
            engine.Ended(session, SessionEnd.LostByClient); // no effect when the session has ended for another reason
            connection.Complete();
        }
    }

    private async Task ReadToTheEndAsync(Session session, ClientMessageReader messages, CancellationToken ct)
    {
        try
        {
            await ReadAsync(session, messages, ct);
        }
        catch (InvalidDataException)
        {
            engine.Cut(session, SessionEnd.CutAsMalformed);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the connection is gone
        }

        engine.Ended(session, SessionEnd.LostByClient);
    }

    private async Task ReadAsync(Session session, ClientMessageReader messages, CancellationToken ct)
    {
        while (await messages.ReadAsync(ct) is { } message)
            switch (message.Opcode)
            {
                case WebSocketFraming.Close:
                    var code = message.Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(message.Payload.Span) : NoCodeGiven;
                    if (engine.ClosedByClient(session, code, message.Payload)) return;
                    break; // unanswered: read on until the client closes the connection
                case WebSocketFraming.Ping:
                    engine.Pinged(session, message.Payload);
                    break;
                case WebSocketFraming.Pong:
                    engine.Ponged(session);
                    break;
                default:
                    engine.Received(session, message.Payload);
                    break;
            }
    }

    private static string Accept(string key) =>
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1 here; nothing is protected by it
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
