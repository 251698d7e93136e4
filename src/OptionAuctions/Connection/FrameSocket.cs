using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.Connection;

/// <summary>
/// A client's WebSocket that reads frames where they lie: what the line has is read into one buffer, <see cref="FrameReader"/> walks over
/// it, and a message goes to the tap without having been copied. Only the end of the connection goes on to the library.
/// </summary>
/// <remarks>
/// The buffer belongs to the socket and not to a pool: there are a few sockets a day, and one given back under a read that is still in
/// flight would be written into by a former life. Everything goes out as text, as the venue wants it. Sends are serialised. A ping is
/// answered without the reader waiting for it; while a stalled line holds one answer, only the newest ping after it gets one.
/// </remarks>
internal sealed class FrameSocket : WebSocket
{
    private const int BufferSize = 64 * 1024;

    // With less room than this behind what is there, what is there moves to the front.
    private const int LeastRoom = BufferSize / 4;

    private const int ReasonCap = FrameHeader.ControlCap - sizeof(ushort);

    // How long the venue gets to hang up first once everything is said. A close of the socket over unread bytes would be a reset, which can overtake our close frame.
    private static readonly TimeSpan HangUp = TimeSpan.FromSeconds(1);

    private readonly IDisposable _connection;
    private readonly Stream _stream;
    private readonly IMessageTap _tap;
    private readonly Action _heard;
    private readonly FrameReader _reader;
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _gone = new();
    private readonly Lock _gate = new();
    private byte[] _frame = new byte[1024];
    private byte[]? _pong;
    private bool _ponging, _inMessage, _sentClose, _receivedClose, _aborted;
    private int _start, _end, _reading, _hangingUp;
    private long _begun;
    private WebSocketCloseStatus? _closeStatus;
    private string? _closeReason;

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
        if (keepAlive > TimeSpan.Zero) _ = KeepAliveAsync(keepAlive, time);
    }

    /// <inheritdoc />
    public override WebSocketCloseStatus? CloseStatus => _closeStatus;

    /// <inheritdoc />
    public override string? CloseStatusDescription => _closeReason;

    /// <inheritdoc />
    public override string? SubProtocol => null;

    /// <summary>Why the venue's bytes were refused.</summary>
    public FrameRefusal Refusal => _reader.Refusal;

    /// <inheritdoc />
    public override WebSocketState State
    {
        get
        {
            lock (_gate)
            {
                return (_aborted, _sentClose, _receivedClose) switch
                {
                    (_, true, true) => WebSocketState.Closed,
                    (true, _, _) => WebSocketState.Aborted,
                    (_, true, _) => WebSocketState.CloseSent,
                    (_, _, true) => WebSocketState.CloseReceived,
                    _ => WebSocketState.Open,
                };
            }
        }
    }

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
    public override async ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (State is not (WebSocketState.Open or WebSocketState.CloseReceived)) throw new WebSocketException(WebSocketError.InvalidState, $"the socket is {State}");
            var kind = _inMessage ? FrameKind.Continuation : FrameKind.Text;
            await WriteAsync(kind, endOfMessage, buffer, cancellationToken).ConfigureAwait(false);
            _inMessage = !endOfMessage;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <inheritdoc />
    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    /// <summary>Sends our close, unless one was sent, and waits for the venue's and for it to hang up. Not bounded by itself.</summary>
    public override async Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await SendCloseAsync(PayloadOf(closeStatus, statusDescription), cancellationToken).ConfigureAwait(false);
        if (Volatile.Read(ref _reading) == 0 && !_ended.Task.IsCompleted) await ReceiveAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        else await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        await HangUpAsync().ConfigureAwait(false);
    }

    /// <summary>Sends our close, unless one was sent. With the venue's received, waits a moment for it to hang up.</summary>
    public override async Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await SendCloseAsync(PayloadOf(closeStatus, statusDescription), cancellationToken).ConfigureAwait(false);
        if (State == WebSocketState.Closed) await HangUpAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override void Abort()
    {
        lock (_gate)
        {
            if (_aborted) return;
            _aborted = true;
        }

        _gone.Cancel();
        _connection.Dispose();
        _ended.TrySetResult();
    }

    /// <inheritdoc />
    public override void Dispose() => Abort();

    private static byte[] PayloadOf(WebSocketCloseStatus status, string? reason)
    {
        if (status == WebSocketCloseStatus.Empty) return [];
        var payload = new byte[FrameHeader.ControlCap];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)status);
        Encoding.UTF8.GetEncoder().Convert(reason ?? "", payload.AsSpan(sizeof(ushort), ReasonCap), true, out _, out var written, out _); // ends between characters
        return payload[..(sizeof(ushort) + written)];
    }

    private async ValueTask ReadToTheEndAsync(CancellationToken stop)
    {
        while (true)
        {
            var step = _reader.Read(_buffer.AsSpan(_start, _end - _start), out var taken);
            _start += taken;
            if (_begun != _reader.Begun)
            {
                _begun = _reader.Begun;
                _heard();
            }

            switch (step)
            {
                case FrameStep.NeedMore:
                    if (await FillAsync(stop).ConfigureAwait(false) == 0) throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
                    break;
                case FrameStep.Ping:
                    Pong(_reader.Control.ToArray());
                    break;
                case FrameStep.Close:
                    (_closeStatus, _closeReason) = (_reader.CloseCode, _reader.CloseReason);
                    lock (_gate) _receivedClose = true;
                    await AnswerCloseAsync(_reader.Control.ToArray(), stop).ConfigureAwait(false);
                    return;
                case FrameStep.Refused:
                    _tap.OnQuiet();
                    await AnswerCloseAsync(PayloadOf(WebSocketCloseStatus.ProtocolError, $"{_reader.Refusal}"), stop).ConfigureAwait(false);
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
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_start > 0 && _buffer.Length - _end < LeastRoom)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        try
        {
            await _tap.WhenRoomAsync().ConfigureAwait(false);
            var reading = _stream.ReadAsync(_buffer.AsMemory(_end), stop);
            if (!reading.IsCompleted) _tap.OnQuiet();
            var count = await reading.ConfigureAwait(false);
            _end += count;
            return count;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            if (_gone.IsCancellationRequested) throw new OperationCanceledException("the socket was let go", e);
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, e);
        }
    }

    private void Pong(byte[] payload)
    {
        lock (_gate)
        {
            _pong = payload;
            if (_ponging) return;
            _ponging = true;
        }

        _ = PongAsync();
    }

    private async Task PongAsync()
    {
        while (true)
        {
            byte[] payload;
            lock (_gate)
            {
                if (_pong is not { } newest)
                {
                    _ponging = false;
                    return;
                }

                (payload, _pong) = (newest, null);
            }

            await SendControlAsync(FrameKind.Pong, payload).ConfigureAwait(false);
        }
    }

    private async Task KeepAliveAsync(TimeSpan interval, TimeProvider time)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token).ConfigureAwait(false)) await SendControlAsync(FrameKind.Ping, []).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // the socket is gone
        }
    }

    /// <summary>Sends a ping or a pong. Never throws: the reader says when the line is gone.</summary>
    private async Task SendControlAsync(FrameKind kind, byte[] payload)
    {
        try
        {
            await _sending.WaitAsync(_gone.Token).ConfigureAwait(false);
            try
            {
                if (State == WebSocketState.Open) await WriteAsync(kind, true, payload, _gone.Token).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // see above
        }
    }

    /// <summary>Answers the venue's close, or its breach of the protocol, unless ours is out already. The line may be gone, which is then no matter.</summary>
    private async Task AnswerCloseAsync(byte[] payload, CancellationToken stop)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop, _gone.Token);
            patience.CancelAfter(HangUp); // a stalled line takes no close frame
            await SendCloseAsync(payload, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // it is over in any case
        }
    }

    private async Task SendCloseAsync(byte[] payload, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (_gate)
            {
                if (_sentClose) return;
                if (_aborted) throw new WebSocketException(WebSocketError.InvalidState, "the socket is gone");
                _sentClose = true;
            }

            await WriteAsync(FrameKind.Close, true, payload, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async ValueTask WriteAsync(FrameKind kind, bool isLast, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var size = FrameWriter.SizeOf(payload.Length);
        if (_frame.Length < size) _frame = new byte[size];
        var written = Encode(kind, isLast, payload.Span);
        try
        {
            await _stream.WriteAsync(_frame.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
            await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, e);
        }
    }

    private int Encode(FrameKind kind, bool isLast, ReadOnlySpan<byte> payload)
    {
        // RFC 6455 wants masks that nobody can foresee. A line sends a few frames a minute, so nothing is gained by a cheaper source.
        Span<byte> mask = stackalloc byte[FrameWriter.MaskSize];
        RandomNumberGenerator.Fill(mask);
        return FrameWriter.Write(_frame, kind, isLast, payload, mask);
    }

    /// <summary>Reads past whatever still comes until the venue hangs up, for a moment at most.</summary>
    private async Task HangUpAsync()
    {
        if (Interlocked.Exchange(ref _hangingUp, 1) != 0) return;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
            patience.CancelAfter(HangUp);
            while (await _stream.ReadAsync(_buffer, patience.Token).ConfigureAwait(false) > 0)
            {
                // said after the end
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // it hung up its own way, or did not
        }
    }
}
