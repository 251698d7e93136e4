using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace OptionAuctions.Connection;

/// <summary>
/// A client's WebSocket that reads frames where they lie: what the line has is read into one buffer, <see cref="FrameReader"/> walks over
/// it, and a message goes to the tap without having been copied. Only the end of the connection goes on to the library.
/// </summary>
/// <remarks>What goes out is a <see cref="FrameSender"/>'s, as text and one after the other. A ping is answered without the reader waiting for it.</remarks>
internal sealed class FrameSocket : WebSocket
{
    private const int BufferSize = 64 * 1024;

    // How long the venue gets to hang up first once everything is said. A close of the socket over unread bytes would be a reset, which can overtake our close frame.
    private static readonly TimeSpan HangUp = TimeSpan.FromSeconds(1);

    private readonly IDisposable _connection;
    private readonly Stream _stream;
    private readonly IMessageTap _tap;
    private readonly Action _heard;
    private readonly FrameReader _reader;
    private readonly FrameSender _sender;
    private readonly FrameBuffer _buffer = new(BufferSize);
    private readonly CloseHandshake _close = new();
    private readonly NewestPong _pong = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PeriodicTimer? _pings;
    private int _reading, _hangingUp;

    /// <summary>A socket over a connection that was upgraded.</summary>
    /// <param name="connection">What is let go with the socket.</param>
    /// <param name="stream">The frames, both ways.</param>
    /// <param name="tap">Takes the messages.</param>
    /// <param name="messageCap">Bytes a message may have.</param>
    /// <param name="heard">Called when frames have begun, once for all that came together.</param>
    /// <param name="keepAlive">Time between pings of our own; zero: none.</param>
    /// <param name="time">The clock of that.</param>
    public FrameSocket(IDisposable connection, Stream stream, IMessageTap tap, int messageCap, Action heard, TimeSpan keepAlive, TimeProvider time)
    {
        (_connection, _stream, _tap, _heard) = (connection, stream, tap, heard);
        _reader = new FrameReader(tap, messageCap, BufferSize);
        _sender = new FrameSender(stream, _close);
        if (keepAlive > TimeSpan.Zero) _ = PingAsync(_pings = new PeriodicTimer(keepAlive, time));
    }

    /// <inheritdoc />
    public override WebSocketCloseStatus? CloseStatus => _close.Status;

    /// <inheritdoc />
    public override string? CloseStatusDescription => _close.Reason;

    /// <inheritdoc />
    public override string? SubProtocol => null;

    /// <inheritdoc />
    public override WebSocketState State => _close.State;

    /// <summary>Why the venue's bytes were refused.</summary>
    public FrameRefusal Refusal => _reader.Refusal;

    /// <summary>Connects.</summary>
    public static async Task<FrameSocket> ConnectAsync(
        HttpMessageInvoker http, Uri url, IMessageTap tap, int messageCap, Action heard, TimeSpan keepAlive, TimeProvider time, CancellationToken stop)
    {
        var response = await FrameUpgrade.AskAsync(http, url, stop).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        return new FrameSocket(response, stream, tap, messageCap, heard, keepAlive, time);
    }

    /// <summary>Reads until the connection ends. Messages go to the tap; only a close comes back from here.</summary>
    /// <exception cref="WebSocketException">The line broke, or the venue sent what must not be sent.</exception>
    /// <exception cref="OperationCanceledException">We let go of it.</exception>
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
            _tap.OnQuiet(); // what came together with the end is still to be handed on
            _ended.TrySetResult();
            Volatile.Write(ref _reading, 0);
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

    /// <summary>Sends our close, unless one was sent, and waits for the venue's and for it to hang up. Not bounded by itself.</summary>
    public override async Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await _sender.SendCloseAsync(ClosePayload.Of(closeStatus, statusDescription), cancellationToken).ConfigureAwait(false);
        if (Volatile.Read(ref _reading) == 0 && !_ended.Task.IsCompleted) await ReceiveAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        else await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        await HangUpAsync().ConfigureAwait(false);
    }

    /// <summary>Sends our close, unless one was sent. With the venue's received, waits a moment for it to hang up.</summary>
    public override async Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await _sender.SendCloseAsync(ClosePayload.Of(closeStatus, statusDescription), cancellationToken).ConfigureAwait(false);
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
        var begun = _reader.Begun;
        while (true)
        {
            var step = _reader.Read(_buffer.Unread, out var taken);
            _buffer.Take(taken);
            if (begun != _reader.Begun)
            {
                begun = _reader.Begun;
                _heard();
            }

            switch (step)
            {
                case FrameStep.NeedMore:
                    if (await FillAsync(stop).ConfigureAwait(false) == 0) throw Broken();
                    break;
                case FrameStep.Ping:
                    if (_pong.Offer(_reader.Control.ToArray())) _ = PongAsync();
                    break;
                case FrameStep.Close:
                    _close.Receive(_reader.CloseCode, _reader.CloseReason);
                    await _sender.AnswerCloseAsync(_reader.Control.ToArray(), stop).ConfigureAwait(false);
                    return;
                case FrameStep.Refused:
                    _tap.OnQuiet();
                    await _sender.AnswerCloseAsync(ClosePayload.Of(WebSocketCloseStatus.ProtocolError, $"{_reader.Refusal}"), stop).ConfigureAwait(false);
                    await HangUpAsync().ConfigureAwait(false);
                    Abort();
                    throw new WebSocketException(WebSocketError.Faulted, $"the venue broke the protocol: {_reader.Refusal}");
            }
        }
    }

    /// <summary>Reads what the line has, behind what is there.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // or each wait of a quiet line would allocate
    private async ValueTask<int> FillAsync(CancellationToken stop)
    {
        try
        {
            if (!_buffer.IsFull) _tap.OnQuiet(); // the line has no more, and to ask it takes longer than to hand on what it had
            await _tap.WhenRoomAsync().ConfigureAwait(false);
            var reading = _stream.ReadAsync(_buffer.Room(), stop);
            if (!reading.IsCompleted) _tap.OnQuiet();
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

    /// <summary>Nothing more can be read, by our own doing or not: a stream that is disposed of may throw, and may as well just end.</summary>
    private Exception Broken(Exception? by = null) => State == WebSocketState.Aborted
        ? new OperationCanceledException("the socket was let go", by)
        : new WebSocketException(WebSocketError.ConnectionClosedPrematurely, by);

    private async Task PongAsync()
    {
        while (_pong.Next() is { } payload) await _sender.SendControlAsync(FrameKind.Pong, payload).ConfigureAwait(false);
    }

    private async Task PingAsync(PeriodicTimer pings)
    {
        while (await pings.WaitForNextTickAsync().ConfigureAwait(false)) await _sender.SendControlAsync(FrameKind.Ping, []).ConfigureAwait(false);
    }

    /// <summary>Reads past whatever still comes until the venue hangs up, for a moment at most.</summary>
    private async Task HangUpAsync()
    {
        if (Interlocked.Exchange(ref _hangingUp, 1) != 0) return;
        try
        {
            using var patience = new CancellationTokenSource(HangUp);
            await _stream.CopyToAsync(Stream.Null, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // it hung up its own way, or did not
        }
    }
}
