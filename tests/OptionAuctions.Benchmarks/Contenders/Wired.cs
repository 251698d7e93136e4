using System.Net.WebSockets;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Wire;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>What a client without actors does before records come: an approval key, and one registration after the other.</summary>
internal static class Wired
{
    /// <summary>Requests that register the codes of one session, in order.</summary>
    public static async Task<byte[][]> RequestsAsync(HttpClient http, Endpoint venue, int session)
    {
        var approval = RequestEncoder.Approval(new Secret($"bench-key-{venue.Id}-{session}"), new Secret("bench-secret"));
        using var body = new ByteArrayContent(approval);
        using var response = await http.PostAsync(new Uri(venue.Approval, "oauth2/Approval"), body);
        var key = ApprovalAnswer.Decode(await response.Content.ReadAsStringAsync()).Key
            ?? throw new InvalidOperationException("the venue gave no approval key");
        return [.. venue.Codes.Skip(session * venue.Capacity).Take(venue.Capacity)
            .Select(code => RequestEncoder.Register(key, CustomerType.Personal, RecordLayout.H0ZOANC0, code))];
    }

    /// <summary>A socket on which the codes of one session are registered.</summary>
    public static async Task<ClientWebSocket> ConnectAsync(HttpClient http, Endpoint venue, int session)
    {
        var requests = await RequestsAsync(http, venue, session);
        var socket = new ClientWebSocket { Options = { KeepAliveInterval = TimeSpan.Zero } };
        await socket.ConnectAsync(venue.WebSocket, CancellationToken.None);
        var buffer = new byte[4096];
        foreach (var request in requests)
        {
            await socket.SendAsync(request, WebSocketMessageType.Text, true, CancellationToken.None);
            while (!(await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).EndOfMessage)
            {
            }
        }

        return socket;
    }

    /// <summary>Closes in good manners; a socket that is gone already is as well.</summary>
    public static async Task CloseAsync(ClientWebSocket socket)
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // gone
        }
    }
}
