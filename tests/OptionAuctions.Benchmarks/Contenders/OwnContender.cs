using System.Diagnostics;
using System.Net.WebSockets;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>The loop with our own WebSocket reader in place of the framework's: the same queue, decoder, dictionary and callback.</summary>
internal sealed class OwnContender : IContender
{
    private readonly BlockQueue _queue;
    private readonly CodeTable _codes;
    private readonly List<WebSocket> _sockets = [];
    private readonly List<Task> _readers = [];
    private readonly Task _parser;

    private OwnContender(Endpoint venue)
    {
        (_queue, _codes) = (new BlockQueue(venue.Sessions), new CodeTable(venue.Codes));
        _parser = Task.Run(() => _queue.ReadAsync(_codes.Parse));
    }

    public Tally Tally => _codes.Tallies[0];

    public IReadOnlyDictionary<Instrument, long> Numbers => _codes.Numbers;

    public static async Task<OwnContender> ConnectAsync(Endpoint venue)
    {
        var own = new OwnContender(venue);
        using var http = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, venue.Sessions).Select(session => own.OpenAsync(http, venue, session)));
        return own;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        await Task.WhenAll(_readers);
        _queue.Complete();
        await _parser;
        foreach (var socket in _sockets) socket.Dispose();
    }

    private async Task OpenAsync(HttpClient http, Endpoint venue, int session)
    {
        var requests = await Wired.RequestsAsync(http, venue, session);
        var handler = new Handler(_queue);
        var socket = await WebSocketConnection.ConnectAsync(
            new WebSocketRequest(venue.WebSocket, handler, 64 * 1024, () => { }, TimeSpan.Zero, TimeProvider.System), CancellationToken.None);
        lock (_sockets)
        {
            _sockets.Add(socket);
            _readers.Add(Task.Run(() => socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask()));
        }

        foreach (var request in requests)
        {
            await socket.SendAsync(request, WebSocketMessageType.Text, true, CancellationToken.None);
            await handler.Answers.WaitAsync();
        }
    }

    private sealed class Handler(BlockQueue queue) : IWebSocketMessageHandler
    {
        private MessageBlock? _block;
        private long _receivedAt; // 0 before the first message of what could be read together

        public SemaphoreSlim Answers { get; } = new(0);

        public void OnMessage(ReadOnlySpan<byte> message)
        {
            if (message[0] == (byte)'{')
            {
                Answers.Release();
                return;
            }

            if (_receivedAt == 0) _receivedAt = Stopwatch.GetTimestamp();
            var block = _block ??= Rent();
            block.Append(message);
            block.EndMessage(_receivedAt);
            if (block.IsFull) HandOver();
        }

        public void OnOversized(ReadOnlySpan<byte> beginning) => throw new InvalidOperationException("a message is too long");

        public void OnQuiet()
        {
            _receivedAt = 0;
            HandOver();
        }

        private void HandOver()
        {
            if (_block is not { } block) return;
            _block = null;
            queue.HandOver(block);
        }

        private MessageBlock Rent()
        {
            var free = queue.RentAsync();
            return free.IsCompleted ? free.Result : free.AsTask().GetAwaiter().GetResult();
        }
    }
}
