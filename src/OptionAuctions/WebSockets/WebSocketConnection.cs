using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace OptionAuctions.WebSockets;

/// <summary>
/// A client's WebSocket that parses WebSocket frames in place: the bytes of the connection are read into one buffer,
/// <see cref="WebSocketFrameReader"/> parses them there, and a message goes to the handler without being copied. Only the end of the connection is
/// returned to the library.
/// </summary>
/// <remarks>
/// A <see cref="WebSocketFrameSender"/> sends messages, as text and one after the other. A ping is answered without the reader waiting for the pong.
/// </remarks>
internal sealed class WebSocketConnection : WebSocket
{
    private const int BufferSize = 64 * 1024;

    // Time for the venue to close the TCP connection first, after the close handshake. If we closed the socket over unread bytes, TCP would send a
    // reset, which can overtake our close frame.
    private static readonly TimeSpan HangUpTimeout = TimeSpan.FromSeconds(1);

    private readonly IDisposable _connection;
    private readonly Stream _stream;
    private readonly IWebSocketMessageHandler _handler;
    private readonly Action _frameBegan;
    private readonly WebSocketFrameReader _reader;
    private readonly WebSocketFrameSender _sender;
    private readonly WebSocketReceiveBuffer _buffer = new(BufferSize);
    private readonly WebSocketCloseHandshake _close = new();
    private readonly WebSocketPendingPong _pong = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PeriodicTimer? _pings;
    private int _reading, _hangingUp;

    /// <summary>A WebSocket over a connection that was upgraded.</summary>
    /// <param name="connection">The owner of the stream, which is disposed of with the WebSocket.</param>
    /// <param name="stream">The bytes of the frames, in both directions.</param>
    /// <param name="handler">Receives the messages.</param>
    /// <param name="messageCap">Longest message in bytes.</param>
    /// <param name="frameBegan">Called when frames have begun, once for all that came together.</param>
    /// <param name="keepAlive">Interval of our own pings; zero for none.</param>
    /// <param name="time">The clock of those pings.</param>
    public WebSocketConnection(
        IDisposable connection, Stream stream, IWebSocketMessageHandler handler, int messageCap, Action frameBegan, TimeSpan keepAlive, TimeProvider time)
    {
        (_connection, _stream, _handler, _frameBegan) = (connection, stream, handler, frameBegan);
        _reader = new WebSocketFrameReader(handler, messageCap, BufferSize);
        _sender = new WebSocketFrameSender(stream, _close);
        if (keepAlive > TimeSpan.Zero) _ = PingAsync(_pings = new PeriodicTimer(keepAlive, time));
    }

    /// <summary>Called with the number of pong frames that have come; <see langword="null"/> when nobody counts them.</summary>
    public Action<long>? PongsCame { get; init; }

    /// <summary>Called when reading has ended, behind the handler's last message; <see langword="null"/> when nobody waits for that.</summary>
    public Action? ReadingEnded { get; init; }

    /// <inheritdoc />
    public override WebSocketCloseStatus? CloseStatus => _close.Status;

    /// <inheritdoc />
    public override string? CloseStatusDescription => _close.Reason;

    /// <inheritdoc />
    public override string? SubProtocol => null;

    /// <inheritdoc />
    public override WebSocketState State => _close.State;

    /// <summary>The reason for which the venue's bytes were refused.</summary>
    public WebSocketProtocolError Refusal => _reader.Refusal;

    /// <summary>Connects to the server and upgrades the connection.</summary>
    public static async Task<WebSocket> ConnectAsync(WebSocketRequest request, CancellationToken stop)
    {
        var http = new HttpMessageInvoker(SingleConnectionHandler.Create(request.Proxy, request.Counter, stop)); // disposed of with the connection
        try
        {
            var response = await WebSocketUpgrade.AskAsync(http, request.Url, stop).ConfigureAwait(false);
            return new WebSocketConnection( // nothing is awaited from here on, so that what was opened has its owner
                new OwnedResponse(response, http), response.Content.ReadAsStream(CancellationToken.None), request.Handler, request.MaxMessageBytes,
                request.FrameBegan, request.KeepAliveInterval, request.Time)
            {
                PongsCame = request.PongsCame,
                ReadingEnded = request.ReadingEnded,
            };
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Reads until the connection ends. Messages go to the handler; the result is always a close.</summary>
    /// <exception cref="WebSocketException">The connection was lost, or the venue violated the protocol.</exception>
    /// <exception cref="OperationCanceledException">We aborted the connection.</exception>
    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_ended.Task.IsCompleted) throw new WebSocketException(WebSocketError.InvalidState, $"the socket is {State}");
        if (Interlocked.Exchange(ref _reading, 1) != 0) throw new InvalidOperationException("one read at a time");
        try
        {
            await ReadToTheEndAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _handler.OnQuiet(); // messages that came together with the end are still to be delivered
            _ended.TrySetResult();
            Volatile.Write(ref _reading, 0);
            ReadingEnded?.Invoke();
        }

        return new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, true);
    }

    /// <inheritdoc />
    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new WebSocketReceiveResult(0, WebSocketMessageType.Close, true, CloseStatus, CloseStatusDescription);
    }

    /// <inheritdoc />
    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        _sender.SendAsync(buffer, endOfMessage, cancellationToken);

    /// <inheritdoc />
    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    /// <summary>
    /// Sends our close, unless one was sent, and waits for the venue's close and for the venue to close TCP. The wait for the venue's close has no bound
    /// of its own.
    /// </summary>
    public override async Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await _sender.SendCloseAsync(WebSocketClosePayload.Of(closeStatus, statusDescription), cancellationToken).ConfigureAwait(false);
        if (Volatile.Read(ref _reading) == 0 && !_ended.Task.IsCompleted) await ReceiveAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        else await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        await HangUpAsync().ConfigureAwait(false);
    }

    /// <summary>Sends our close, unless one was sent. When the venue's was received, waits a bounded time for the venue to close TCP.</summary>
    public override async Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await _sender.SendCloseAsync(WebSocketClosePayload.Of(closeStatus, statusDescription), cancellationToken).ConfigureAwait(false);
        if (State == WebSocketState.Closed) await HangUpAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override void Abort()
    {
        if (!_close.Abort()) return;
        _pings?.Dispose();
        _sender.Dispose();
        _connection.Dispose();
        _ended.TrySetResult();
    }

    /// <inheritdoc />
    public override void Dispose() => Abort();

    private async ValueTask ReadToTheEndAsync(CancellationToken stop)
    {
        var (begun, pongs) = (_reader.FramesBegun, _reader.Pongs);
        while (true)
        {
            var step = _reader.Read(_buffer.Unread, out var taken);
            _buffer.Take(taken);
            if (begun != _reader.FramesBegun)
            {
                begun = _reader.FramesBegun;
                _frameBegan();
                if (pongs != _reader.Pongs) PongsCame?.Invoke(_reader.Pongs - pongs);
                pongs = _reader.Pongs;
            }

            switch (step)
            {
                case WebSocketReadStep.NeedMore:
                    if (await FillAsync(stop).ConfigureAwait(false) == 0) throw Broken();
                    break;
                case WebSocketReadStep.Ping:
                    if (_pong.Offer(_reader.Control.ToArray())) _ = PongAsync();
                    break;
                case WebSocketReadStep.Close:
                    _close.Receive(_reader.CloseCode, _reader.CloseReason);
                    await _sender.AnswerCloseAsync(_reader.Control.ToArray(), stop).ConfigureAwait(false);
                    return;
                case WebSocketReadStep.Refused:
                    _handler.OnQuiet();
                    var payload = WebSocketClosePayload.Of(WebSocketCloseStatus.ProtocolError, $"{_reader.Refusal}");
                    await _sender.AnswerCloseAsync(payload, stop).ConfigureAwait(false);
                    await HangUpAsync().ConfigureAwait(false);
                    Abort();
                    throw new WebSocketException(WebSocketError.Faulted, $"the venue broke the protocol: {_reader.Refusal}");
            }
        }
    }

    /// <summary>Reads the bytes that the connection has, behind the unread ones in the buffer.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // otherwise each wait on a quiet connection would allocate
    private async ValueTask<int> FillAsync(CancellationToken stop)
    {
        try
        {
            if (!_buffer.IsFull) _handler.OnQuiet(); // no more bytes wait, and a read takes longer than the delivery of what was read
            await _handler.WhenRoomAsync().ConfigureAwait(false);
            var reading = _stream.ReadAsync(_buffer.Room(), stop);
            if (!reading.IsCompleted) _handler.OnQuiet();
            var count = await reading.ConfigureAwait(false);
            _buffer.Add(count);
            return count;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            throw Broken(e);
        }
    }

    /// <summary>
    /// The exception for a stream that cannot be read any more. After our own abort it is a cancellation, whether the stream throws or just ends.
    /// </summary>
    private Exception Broken(Exception? cause = null) => State == WebSocketState.Aborted
        ? new OperationCanceledException("the socket was aborted", cause)
        : new WebSocketException(WebSocketError.ConnectionClosedPrematurely, cause);

    private async Task PongAsync()
    {
        while (_pong.Next() is { } payload) await _sender.SendControlAsync(WebSocketOpcode.Pong, payload).ConfigureAwait(false);
    }

    private async Task PingAsync(PeriodicTimer pings)
    {
        while (await pings.WaitForNextTickAsync().ConfigureAwait(false)) await _sender.SendControlAsync(WebSocketOpcode.Ping, []).ConfigureAwait(false);
    }

    /// <summary>Skips whatever still comes until the venue closes TCP, for a bounded time.</summary>
    private async Task HangUpAsync()
    {
        if (Interlocked.Exchange(ref _hangingUp, 1) != 0) return;
        try
        {
            using var timeout = new CancellationTokenSource(HangUpTimeout);
            await _stream.CopyToAsync(Stream.Null, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // the venue closed with a reset, or not in time
        }
    }

    private sealed class OwnedResponse(HttpResponseMessage response, HttpMessageInvoker http) : IDisposable
    {
        public void Dispose()
        {
            response.Dispose();
            http.Dispose();
        }
    }
}
