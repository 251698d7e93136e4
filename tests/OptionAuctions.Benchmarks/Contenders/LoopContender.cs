using System.Diagnostics;
using System.Net.WebSockets;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>
/// What a good engineer writes without actors: <see cref="ClientWebSocket"/>, blocks of what could be read together, a bounded queue, the same decoder,
/// a dictionary, a callback. It waits where it is behind.
/// </summary>
internal sealed class LoopContender : IContender
{
    private readonly BlockQueue _queue;
    private readonly CodeTable _codes;
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<Task> _readers = [];
    private readonly Task _parser;

    private LoopContender(Endpoint venue, int subscribers)
    {
        (_queue, _codes) = (new BlockQueue(venue.Sessions), new CodeTable(venue.Codes, subscribers));
        _parser = Task.Run(() => _queue.ReadAsync(_codes.Parse));
    }

    public Tally Tally => _codes.Tallies[0];

    public IReadOnlyList<Tally> Tallies => _codes.Tallies;

    public IReadOnlyDictionary<Instrument, long> Numbers => _codes.Numbers;

    public static async Task<LoopContender> ConnectAsync(Endpoint venue, int subscribers = 1)
    {
        var loop = new LoopContender(venue, subscribers);
        using var http = new HttpClient();
        loop._sockets.AddRange(await Task.WhenAll(Enumerable.Range(0, venue.Sessions).Select(session => Wired.ConnectAsync(http, venue, session))));
        loop._readers.AddRange(loop._sockets.Select(socket => Task.Run(() => loop.ReadAsync(socket))));
        return loop;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets) await Wired.CloseAsync(socket);
        await Task.WhenAll(_readers);
        _queue.Complete();
        await _parser;
        foreach (var socket in _sockets) socket.Dispose();
    }

    private async Task ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var block = await _queue.RentAsync();
        while (true)
        {
            var reading = socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (block is { Count: > 0, HasPart: false } && (!reading.IsCompleted || block.IsFull)) // no more is there now
            {
                _queue.HandOver(block);
                block = await _queue.RentAsync();
            }

            var read = await reading;
            if (read.MessageType == WebSocketMessageType.Close) return;
            block.Append(buffer.AsSpan(0, read.Count));
            if (read.EndOfMessage) block.EndMessage(block.Count == 0 ? Stopwatch.GetTimestamp() : block.ReceivedAt);
        }
    }
}
