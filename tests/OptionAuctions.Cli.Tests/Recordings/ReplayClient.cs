using System.Net.WebSockets;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>A client of a venue that was started from the command line: registers codes, and hears data messages as bytes.</summary>
internal sealed class ReplayClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 16];

    private ReplayClient()
    {
    }

    public static async Task<ReplayClient> ConnectAsync(CliRun venue, params string[] codes)
    {
        await venue.Out.WhenAsync(line => line.StartsWith("approval-url ", StringComparison.Ordinal));
        using var http = new HttpClient();
        using var request = new ByteArrayContent(RequestEncoder.Approval(new Secret("any-key"), new Secret("any-secret")));
        using var answer = await http.PostAsync(new Uri($"{venue.Out.Lines[1]["approval-url ".Length..]}/oauth2/Approval"), request);
        var key = ApprovalAnswer.Decode(await answer.Content.ReadAsByteArrayAsync()).Key!;
        var client = new ReplayClient();
        await client._socket.ConnectAsync(new Uri(venue.Out.Lines[0]["ws-url ".Length..]), CancellationToken.None);
        foreach (var code in codes)
        {
            var register = RequestEncoder.Register(key, CustomerType.Personal, RecordLayout.H0ZOANC0, new Instrument(code));
            await client._socket.SendAsync(register, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            Assert.Contains("OPSP0000", System.Text.Encoding.UTF8.GetString(await client.HearAsync()));
        }

        return client;
    }

    /// <summary>The next data messages.</summary>
    public async Task<byte[][]> DataAsync(int count)
    {
        var data = new List<byte[]>();
        while (data.Count < count)
            if (await HearAsync() is { } message && message[0] != (byte)'{') data.Add(message);
        return [.. data];
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> HearAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close ? throw new IOException("the venue closed") : _buffer[..length];
    }
}
