using System.Diagnostics;
using System.Net.WebSockets;
using Websocket.Client;

namespace OptionAuctions.Connection;

/// <summary>One socket to the venue, from its opening to its close; never opened twice.</summary>
/// <remarks>
/// Over one <see cref="WebsocketClient"/> with all four of its reconnect knobs off: who comes back, and when, is the supervisor's
/// to say. The library connects, sends and closes; the WebSocket that we give it reads: a <see cref="FrameSocket"/>, or with
/// <see cref="FeedReader.Framework"/> a <see cref="TappedWebSocket"/> over the framework's own.
/// </remarks>
internal sealed class FeedSocket : IDisposable
{
    private readonly WebsocketClient _client;
    private readonly FeedContext _feed;
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IDisposable _disconnections;
    private readonly HttpMessageInvoker _http;
    private WebSocket? _socket;
    private IMessageTap? _tap;
    private long _heardAt;
    private int _echoing, _disposed;

    public FeedSocket(FeedContext feed)
    {
        _feed = feed;
        _client = new WebsocketClient(feed.Options.WsUrl, null, ConnectAsync)
        {
            IsReconnectionEnabled = false,
            ReconnectTimeout = null,
            ErrorReconnectTimeout = null,
            LostReconnectTimeout = null,
            IsTextMessageConversionEnabled = false,
            ConnectTimeout = feed.Options.ConnectTimeout,
        };
        var handler = new SocketsHttpHandler();
        if (feed.Options.Reader == FeedReader.Framework)
            handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new FrameWatchingStream(context.PlaintextStream, Heard));
        _http = new HttpMessageInvoker(handler);
        Heard();
        _disconnections = _client.DisconnectionHappened.Subscribe(OnDisconnected);
    }

    /// <summary>Completes when the socket is gone, with the reason.</summary>
    public Task<string> WhenClosed => _closed.Task;

    /// <summary>Time since the last frame of any kind began.</summary>
    public TimeSpan QuietFor => _feed.Time.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>Connects; from then on <paramref name="tap"/> hears every message.</summary>
    /// <exception cref="FeedConnectException">The venue could not be reached.</exception>
    public async Task OpenAsync(IMessageTap tap)
    {
        _tap = tap;
        try
        {
            await _client.StartOrFail().ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            Dispose();
            throw new FeedConnectException($"{_feed.Options.WsUrl} cannot be reached: {cause.GetBaseException().Message}");
        }
    }

    /// <summary>Sends one request. When the socket is gone it may return all the same: the answer is what counts.</summary>
    /// <exception cref="TimeoutException">It did not leave within <see cref="FeedOptions.SendTimeout"/>.</exception>
    public Task SendAsync(byte[] request) => _client.SendInstant(request).WaitAsync(_feed.Options.SendTimeout, _feed.Time);

    /// <summary>Sends a keep-alive back at once, past the library's queue. One at a time: the next is dropped while a stalled line holds one.</summary>
    public void Echo(byte[] message)
    {
        if (_socket is { } socket && Interlocked.Exchange(ref _echoing, 1) == 0) _ = EchoAsync(socket, message, Stopwatch.GetTimestamp());
    }

    /// <summary>Sends close(1000), waits a bounded time for the venue's own, and lets go. Never throws.</summary>
    public async Task CloseAsync()
    {
        try
        {
            await _client.Stop(WebSocketCloseStatus.NormalClosure, "").WaitAsync(_feed.Options.CloseTimeout, TimeProvider.System).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or WebSocketException or InvalidOperationException or OperationCanceledException or IOException)
        {
            // the frame is sent, or the line is dead; either way the venue's answer is not needed
        }

        Dispose();
        _closed.TrySetResult("closed by us");
    }

    /// <summary>Lets go of the socket at once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _disconnections.Dispose();
        _client.Dispose();
        if (_socket is { } socket)
        {
            socket.Dispose();
            _feed.Meter.SocketClosed();
        }

        _http.Dispose();
    }

    private void Heard() => Volatile.Write(ref _heardAt, _feed.Time.GetTimestamp());

    private async Task<WebSocket> ConnectAsync(Uri url, CancellationToken stop)
    {
        var options = _feed.Options;
        WebSocket socket = options.Reader == FeedReader.Framework
            ? new TappedWebSocket(await FrameworkAsync(url, stop).ConfigureAwait(false), _tap!, options.MessageCapBytes)
            : await FrameSocket.ConnectAsync(_http, url, _tap!, options.MessageCapBytes, Heard, options.KeepAliveInterval, _feed.Time, stop).ConfigureAwait(false);
        _feed.Meter.SocketOpened();
        return _socket = socket;
    }

    private async Task<ClientWebSocket> FrameworkAsync(Uri url, CancellationToken stop)
    {
        var plain = new ClientWebSocket { Options = { KeepAliveInterval = _feed.Options.KeepAliveInterval } };
        try
        {
            await plain.ConnectAsync(url, _http, stop).ConfigureAwait(false);
            return plain;
        }
        catch
        {
            plain.Dispose();
            throw;
        }
    }

    private void OnDisconnected(DisconnectionInfo info)
    {
        if (info.Type is DisconnectionType.Exit or DisconnectionType.Error) return; // our own dispose; a failed start, which throws besides
        var why = info.CloseStatus is { } status ? $"closed by the venue ({(int)status})" : info.Exception?.GetBaseException().Message ?? info.Type.ToString();
        _closed.TrySetResult(why);
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
            // the line is gone; the reader says so
        }
        finally
        {
            Volatile.Write(ref _echoing, 0);
        }
    }
}

/// <summary>A socket could not be opened; the message says where and why.</summary>
internal sealed class FeedConnectException(string reason) : Exception(reason);
