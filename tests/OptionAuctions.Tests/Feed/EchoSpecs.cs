using System.Net.WebSockets;
using OptionAuctions.Feed;
using OptionAuctions.Streams;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.Feed;

public sealed class EchoSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] PingPong = "{}"u8.ToArray();

    [Fact]
    public async Task A_keep_alive_that_comes_while_another_is_being_sent_back_is_dropped_and_the_one_after_it_is_not()
    {
        using var meter = Some.Meter();
        var line = new SlowSocket();
        var feed = new FeedContext(Some.Options(), meter, TimeProvider.System, new MessageIntake(64, meter))
        {
            Connect = (_, _) => Task.FromResult<WebSocket>(line),
        };
        using var socket = new FeedSocket(feed);
        await socket.OpenAsync(new NoMessages()).WaitAsync(Patience);

        for (var i = 0; i < 5; i++) socket.Echo(PingPong);
        Assert.Equal((1, 0), (line.Sends, meter.Read().PingPongsEchoed));

        line.Finish();
        using var patience = new CancellationTokenSource(Patience);
        while (line.Sends == 1) // what is behind the send of the first runs on another thread
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
            socket.Echo(PingPong);
        }

        Assert.Equal((2, 1), (line.Sends, meter.Read().PingPongsEchoed));
    }

    private sealed class NoMessages : IWebSocketMessageHandler
    {
        public void OnMessage(ReadOnlySpan<byte> message)
        {
        }

        public void OnOversized(ReadOnlySpan<byte> beginning)
        {
        }

        public void OnQuiet()
        {
        }

        public ValueTask WhenRoomAsync() => ValueTask.CompletedTask;
    }

    /// <summary>A socket whose sends finish when the test says so.</summary>
    private sealed class SlowSocket : WebSocket
    {
        private TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _sends;

        public int Sends => Volatile.Read(ref _sends);

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        /// <summary>Finishes the send that is under way.</summary>
        public void Finish() => Interlocked.Exchange(ref _sent, new TaskCompletionSource()).SetResult();

        public override void Abort()
        {
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override void Dispose()
        {
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            new TaskCompletionSource<WebSocketReceiveResult>().Task.WaitAsync(cancellationToken);

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _sends);
            return Volatile.Read(ref _sent).Task;
        }
    }
}
