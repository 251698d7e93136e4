using System.Diagnostics;
using System.Net.WebSockets;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>The loop without its queue: each message is parsed, and the callback runs, on the thread that reads. A slow callback stops the reading.</summary>
internal sealed class InlineContender : IContender
{
    private readonly Lock _gate = new();
    private readonly CodeTable _codes;
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<Task> _readers = [];

    private InlineContender(Endpoint venue) => _codes = new CodeTable(venue.Codes);

    public Tally Tally => _codes.Tallies[0];

    public IReadOnlyDictionary<Instrument, long> Numbers => _codes.Numbers;

    public static async Task<InlineContender> ConnectAsync(Endpoint venue)
    {
        var inline = new InlineContender(venue);
        using var http = new HttpClient();
        inline._sockets.AddRange(await Task.WhenAll(Enumerable.Range(0, venue.Sessions).Select(session => Wired.ConnectAsync(http, venue, session))));
        inline._readers.AddRange(inline._sockets.Select(socket => Task.Run(() => inline.ReadAsync(socket))));
        return inline;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets) await Wired.CloseAsync(socket);
        await Task.WhenAll(_readers);
        foreach (var socket in _sockets) socket.Dispose();
    }

    private async Task ReadAsync(ClientWebSocket socket)
    {
        var (buffer, length) = (new byte[64 * 1024], 0);
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close) return;
            length += read.Count;
            if (!read.EndOfMessage) continue;
            var receivedAt = Stopwatch.GetTimestamp();
            lock (_gate) _codes.Parse(buffer.AsSpan(0, length), receivedAt); // sessions share the table
            length = 0;
        }
    }
}
