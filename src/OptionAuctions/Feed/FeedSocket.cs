using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.WebSockets;
using Websocket.Client;
using Websocket.Client.Exceptions;

namespace OptionAuctions.Feed;

/// <summary>One WebSocket to the venue, from its opening to its close; never opened twice.</summary>
/// <remarks>
/// It is a <see cref="WebsocketClient"/> with all four of its reconnect settings off: the supervisor decides about a reconnect and its time. The library
/// connects, sends and closes; the WebSocket that we give it, a <see cref="WebSocketConnection"/>, reads.
/// </remarks>
internal sealed class FeedSocket : IDisposable
{
    private readonly WebsocketClient _client;
    private readonly FeedContext _feed;
    private readonly IConnectionCounter? _counter;
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IDisposable _disconnections;
    private WebSocket? _socket;
    private TaskCompletionSource? _readingEnded; // of that socket
    private IWebSocketMessageHandler? _handler;
    private long _lastFrameAt; // timestamp of the feed's clock
    private int _echoing, _disposed;

    /// <summary>A socket that is not open yet.</summary>
    /// <param name="feed">What the sessions of the feed share.</param>
    /// <param name="counter">Counts the connection; <see langword="null"/> when nobody does.</param>
    public FeedSocket(FeedContext feed, IConnectionCounter? counter = null)
    {
        (_feed, _counter) = (feed, counter);
        _client = new WebsocketClient(feed.Options.WsUrl, null, ConnectAsync)
        {
            IsReconnectionEnabled = false,
            ReconnectTimeout = null,
            ErrorReconnectTimeout = null,
            LostReconnectTimeout = null,
            IsTextMessageConversionEnabled = false,
            ConnectTimeout = feed.Options.Connection.ConnectTimeout,
        };
        FrameBegan();
        _disconnections = _client.DisconnectionHappened.Subscribe(OnDisconnected);
    }

    /// <summary>Completes when the socket is closed or lost, with the reason.</summary>
    public Task<string> WhenClosed => _closed.Task;

    /// <summary>Time since the last WebSocket frame of any kind began.</summary>
    public TimeSpan QuietFor => _feed.Time.GetElapsedTime(Volatile.Read(ref _lastFrameAt));

    /// <summary>Connects; from then on <paramref name="handler"/> receives every message.</summary>
    /// <exception cref="FeedConnectException">The venue could not be reached.</exception>
    /// <exception cref="DialBlockedException">The budget does not allow a connection now.</exception>
    public async Task OpenAsync(IWebSocketMessageHandler handler)
    {
        _handler = handler;
        try
        {
            await _client.StartOrFail().ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            var (root, wasGivenUp) = (cause.GetBaseException(), Volatile.Read(ref _disposed) != 0);
            Dispose();
            if (root is DialBlockedException blocked) throw blocked;
            var reason = root is OperationCanceledException && !wasGivenUp ? NoAnswer : root.Message;
            throw new FeedConnectException(_feed.Secrets.Scrub($"{_feed.Options.WsUrl.Shown()} cannot be reached: {reason}"));
        }
    }

    private string NoAnswer => string.Create(CultureInfo.InvariantCulture, $"no answer within {_feed.Options.Connection.ConnectTimeout.TotalSeconds:0.#} s");

    /// <summary>Sends one request. It may complete although the socket is lost: only an answer proves that the request arrived.</summary>
    /// <exception cref="TimeoutException">It was not sent within <see cref="ConnectionOptions.SendTimeout"/>.</exception>
    public Task SendAsync(byte[] request) => _client.SendInstant(request).WaitAsync(_feed.Options.Connection.SendTimeout, _feed.Time);

    /// <summary>Sends a keep-alive back at once, past the library's queue. One at a time: others are dropped while the send of one stalls.</summary>
    public void Echo(byte[] message)
    {
        if (_socket is { } socket && Interlocked.Exchange(ref _echoing, 1) == 0) _ = EchoAsync(socket, message, Stopwatch.GetTimestamp());
    }

    /// <summary>
    /// Sends the last requests as far as there is time, then close(1000), waits a bounded time for the venue's close, disposes of the socket, and waits a
    /// bounded time until the handler has taken the last message. Never throws. All times are real, whatever the feed's clock is.
    /// </summary>
    /// <param name="last">Releases: the close releases what is left, so that it must not wait for long.</param>
    public async Task CloseAsync(params IReadOnlyList<byte[]> last)
    {
        var began = TimeProvider.System.GetTimestamp();
        await TryAsync(() => SendLastAsync(last, began)).ConfigureAwait(false);
        var left = CloseTimeout - TimeProvider.System.GetElapsedTime(began);
        await TryAsync(() => _client.Stop(WebSocketCloseStatus.NormalClosure, "").WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System))
            .ConfigureAwait(false);
        Dispose();
        await TryAsync(ReadToTheEndAsync).ConfigureAwait(false); // the handler may still be counting a message
        _closed.TrySetResult("closed by us");
    }

    /// <summary>Releases the socket at once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _disconnections.Dispose();
        _client.Dispose();
        ReleaseSocket();
    }

    /// <summary>Disposes of the socket, if there is one, and counts that once.</summary>
    private void ReleaseSocket()
    {
        if (Interlocked.Exchange(ref _socket, null) is not { } socket) return;
        socket.Dispose();
        _feed.Meter.SocketClosed();
    }

    /// <summary>Sends requests at their pace for <see cref="ConnectionOptions.ReleaseTime"/> at most.</summary>
    private async Task SendLastAsync(IReadOnlyList<byte[]> requests, long began)
    {
        var (pace, limit) = (_feed.Options.Connection.RequestPace, _feed.Options.Connection.ReleaseTime);
        if (limit > CloseTimeout / 2) limit = CloseTimeout / 2; // the close is what matters
        for (var i = 0; i < requests.Count; i++)
        {
            var left = limit - TimeProvider.System.GetElapsedTime(began);
            if (left <= (i == 0 ? TimeSpan.Zero : pace)) return;
            if (i > 0 && pace > TimeSpan.Zero) await Task.Delay(pace, TimeProvider.System).ConfigureAwait(false);
            await _client.SendInstant(requests[i]).WaitAsync(left, TimeProvider.System).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when something has been tried: what follows is done also when the connection is dead, or the venue does not answer.</summary>
    private static async Task TryAsync(Func<Task> attempt)
    {
        try
        {
            await attempt().ConfigureAwait(false);
        }
        catch (Exception e) when (e is
            TimeoutException or WebSocketException or WebsocketException or InvalidOperationException or OperationCanceledException or IOException)
        {
            // the frame is sent, or the connection is dead; either way the venue's answer is not needed
        }
    }

    private Task ReadToTheEndAsync() => _readingEnded is { } ended ? ended.Task.WaitAsync(CloseTimeout, TimeProvider.System) : Task.CompletedTask;

    private TimeSpan CloseTimeout => _feed.Options.Connection.CloseTimeout;

    private void FrameBegan() => Volatile.Write(ref _lastFrameAt, _feed.Time.GetTimestamp());

    private async Task<WebSocket> ConnectAsync(Uri url, CancellationToken stop)
    {
        var options = _feed.Options.Connection;
        var readingEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new WebSocketRequest(url, _handler!, options.MaxMessageBytes, FrameBegan, options.KeepAliveInterval, _feed.Time)
        {
            Proxy = _feed.Options.Dialing.ProxyTo(url),
            Counter = _counter,
            PongsCame = _feed.Meter.PongsReceived,
            ReadingEnded = () => readingEnded.TrySetResult(),
        };
        var socket = await _feed.Connect(request, stop).ConfigureAwait(false);
        _feed.Meter.SocketOpened();
        Volatile.Write(ref _readingEnded, readingEnded);
        Interlocked.Exchange(ref _socket, socket);
        if (Volatile.Read(ref _disposed) == 0) return socket;

        // The connection was given up while it was being opened: the close frame frees the slot that the venue has given it. Its answer is waited for,
        // since a server that sees the end of TCP at the same time may not read the frame.
        await TryAsync(() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None)
            .WaitAsync(CloseTimeout, TimeProvider.System)).ConfigureAwait(false);
        ReleaseSocket();
        throw new OperationCanceledException("the connection was given up while it was being opened");
    }

    private void OnDisconnected(DisconnectionInfo info)
    {
        if (info.Type is DisconnectionType.Exit or DisconnectionType.Error) return; // our own dispose, or a failed start, which also throws
        var reason = info.CloseStatus is { } status
            ? $"closed by the venue ({(int)status})"
            : info.Exception?.GetBaseException().Message ?? info.Type.ToString();
        _closed.TrySetResult(_feed.Secrets.Scrub(reason));
    }

    private async Task EchoAsync(WebSocket socket, byte[] message, long receivedAt)
    {
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None).ConfigureAwait(false);
            _feed.Meter.PingPongEchoed(Stopwatch.GetElapsedTime(receivedAt));
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // the connection is lost; the reader reports it
        }
        finally
        {
            Volatile.Write(ref _echoing, 0);
        }
    }
}
