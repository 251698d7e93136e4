using System.Collections.Concurrent;
using System.Net.WebSockets;
using OptionAuctions.Feed;
using OptionAuctions.Streams;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.Feed;

public sealed class FeedSocketSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_connection_that_is_open_only_after_it_was_given_up_is_closed_released_and_counted()
    {
        var (dialed, answer) = (Completion<bool>(), Completion<WebSocket>());
        using var meter = Some.Meter();
        var feed = new FeedContext(Some.Options(), meter, TimeProvider.System, new MessageIntake(64, meter))
        {
            Connect = (_, _) =>
            {
                dialed.SetResult(true);
                return answer.Task; // whoever gives up meanwhile does not stop it
            },
        };
        var late = new LateSocket();
        var socket = new FeedSocket(feed);
        var opening = socket.OpenAsync(new NoMessages());
        await dialed.Task.WaitAsync(Patience);

        socket.Dispose();
        answer.SetResult(late);

        await Assert.ThrowsAsync<FeedConnectException>(() => opening.WaitAsync(Patience));
        Assert.Equal((true, 1, 1), (late.IsDisposed, meter.Read().SocketsOpened, meter.Read().SocketsClosed));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, late.ClosedWith);
    }

    [Fact]
    public async Task A_venue_that_does_not_answer_within_the_time_is_named_with_it()
    {
        using var meter = Some.Meter();
        var options = Some.Options(o => o.Connection.ConnectTimeout = TimeSpan.FromMilliseconds(100));
        var feed = new FeedContext(options, meter, TimeProvider.System, new MessageIntake(64, meter))
        {
            Connect = async (_, stop) => await Completion<WebSocket>().Task.WaitAsync(stop),
        };

        var failure = await Assert.ThrowsAsync<FeedConnectException>(() => new FeedSocket(feed).OpenAsync(new NoMessages()).WaitAsync(Patience));

        Assert.Equal("ws://127.0.0.1:1/tryitout cannot be reached: no answer within 0.1 s", failure.Message);
    }

    [Fact]
    public async Task A_failure_shows_no_secret_neither_of_the_address_nor_of_what_the_server_said()
    {
        using var meter = Some.Meter();
        var options = Some.Options(o => o.WsUrl = new Uri("ws://somebody:password@127.0.0.1:1/tryitout"));
        var feed = new FeedContext(options, meter, TimeProvider.System, new MessageIntake(64, meter))
        {
            Connect = (_, _) => throw new IOException($"invalid header: {Canary.AppSecret.Reveal()}"),
        };

        var failure = await Assert.ThrowsAsync<FeedConnectException>(() => new FeedSocket(feed).OpenAsync(new NoMessages()).WaitAsync(Patience));

        Assert.Equal("ws://127.0.0.1:1/tryitout cannot be reached: invalid header: ***", failure.Message);
    }

    [Fact]
    public async Task It_is_closed_only_when_the_handler_has_taken_the_last_message()
    {
        using var meter = Some.Meter();
        Action? readingEnded = null;
        var inner = new LateSocket();
        var options = Some.Options(o => o.Connection.CloseTimeout = TimeSpan.FromSeconds(10));
        var feed = new FeedContext(options, meter, TimeProvider.System, new MessageIntake(64, meter))
        {
            Connect = (request, _) =>
            {
                readingEnded = request.ReadingEnded;
                return Task.FromResult<WebSocket>(inner);
            },
        };
        using var socket = new FeedSocket(feed);
        await socket.OpenAsync(new NoMessages()).WaitAsync(Patience);
        var order = new ConcurrentQueue<string>();

        var closing = socket.CloseAsync().ContinueWith(_ => order.Enqueue("closed"), TaskContinuationOptions.ExecuteSynchronously);
        await inner.WhenDisposed.WaitAsync(Patience); // by the close, which goes on on its own thread
        order.Enqueue("read");
        readingEnded!();

        await closing.WaitAsync(Patience);
        Assert.Equal(["read", "closed"], order);
    }

    private static TaskCompletionSource<T> Completion<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

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

    /// <summary>A socket that only notices its close frame and its disposal.</summary>
    private sealed class LateSocket : WebSocket
    {
        private readonly TaskCompletionSource<bool> _disposed = Completion<bool>();

        public bool IsDisposed => _disposed.Task.IsCompleted;

        public Task WhenDisposed => _disposed.Task;

        /// <summary>The code of the close frame that was sent before it was disposed of.</summary>
        public WebSocketCloseStatus? ClosedWith { get; private set; }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort()
        {
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
        {
            if (!IsDisposed) ClosedWith = closeStatus;
            return Task.CompletedTask;
        }

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override void Dispose() => _disposed.TrySetResult(true);

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            new TaskCompletionSource<WebSocketReceiveResult>().Task.WaitAsync(cancellationToken);

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
