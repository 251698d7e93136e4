using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OptionAuctions.Venue.Sessions;
using OptionAuctions.Venue.Sockets;

namespace OptionAuctions.Venue.Http;

/// <summary>Turns an HTTP request into a session: upgrades, then moves bytes between the stream and the engine.</summary>
internal sealed class WebSocketEndpoint(VenueEngine engine, VenueOptions options)
{
    private const int NoCodeGiven = 1005;

    // Real time whatever the venue's clock does: it bounds a socket, not a market.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    public static bool IsAskedFor(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && context.Request.Headers.Upgrade.Any(u => u?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true)
        && context.Request.Headers.SecWebSocketKey.Count == 1;

    /// <summary>The venue asks nobody anything at the upgrade: it always succeeds, as long as there is room.</summary>
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
        var line = new SocketLine(socket, context.Abort, options.MaxQueuedFrames);
        var session = engine.Connected(context.Request.Path, line); // before the client knows that it is
        try
        {
            await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            var writing = line.RunAsync(stream);
            await ReadToTheEndAsync(session, new ClientFrames(stream), context.RequestAborted);
            line.Complete();
            await writing.WaitAsync(LastWords);
        }
        catch (TimeoutException)
        {
            line.Reset(); // it does not read what it is told last
        }
        finally
        {
            engine.Ended(session, SessionEnd.LostByClient); // unless something else was said before
            line.Complete();
        }
    }

    private async Task ReadToTheEndAsync(Session session, ClientFrames frames, CancellationToken ct)
    {
        try
        {
            await ReadAsync(session, frames, ct);
        }
        catch (InvalidDataException)
        {
            engine.Cut(session, SessionEnd.CutAsMalformed);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the line is gone
        }

        engine.Ended(session, SessionEnd.LostByClient);
    }

    private async Task ReadAsync(Session session, ClientFrames frames, CancellationToken ct)
    {
        while (await frames.ReadAsync(ct) is { } message)
            switch (message.Opcode)
            {
                case Framing.Close:
                    var code = message.Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(message.Payload.Span) : NoCodeGiven;
                    if (engine.ClosedByClient(session, code, message.Payload)) return;
                    break; // unanswered: until the client hangs up
                case Framing.Ping:
                    engine.Pinged(session, message.Payload);
                    break;
                case Framing.Pong:
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
