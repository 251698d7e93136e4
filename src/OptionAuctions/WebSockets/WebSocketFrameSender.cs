using System.Net.WebSockets;
using System.Security.Cryptography;

namespace OptionAuctions.WebSockets;

/// <summary>The sender of a connection's WebSocket frames: one after the other, masked, and none after our close.</summary>
/// <param name="stream">Receives the bytes.</param>
/// <param name="close">Decides which frames may still be sent.</param>
internal sealed class WebSocketFrameSender(Stream stream, WebSocketCloseHandshake close) : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1); // a stalled connection accepts no close frame

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _disposed = new();
    private byte[] _frame = new byte[1024];
    private bool _inMessage;

    /// <summary>Sends a message, or a fragment of one, as text: the venue expects nothing else.</summary>
    /// <exception cref="WebSocketException">The connection was lost, or no message may be sent any more.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> text, bool isLast, CancellationToken stop) => InTurnAsync(WebSocketOpcode.Text, isLast, text, stop);

    /// <summary>Sends our close, unless one was sent.</summary>
    /// <exception cref="WebSocketException">The connection was lost or aborted.</exception>
    public ValueTask SendCloseAsync(byte[] payload, CancellationToken stop) => InTurnAsync(WebSocketOpcode.Close, true, payload, stop);

    /// <summary>Sends a ping or a pong, unless a side has closed. Never throws: the reader reports a lost connection.</summary>
    public async Task SendControlAsync(WebSocketOpcode kind, byte[] payload)
    {
        try
        {
            await InTurnAsync(kind, true, payload, _disposed.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // the reader reports it
        }
    }

    /// <summary>Answers the venue's close, or its violation of the protocol, unless our close was sent. A lost connection is ignored.</summary>
    public async Task AnswerCloseAsync(byte[] payload, CancellationToken stop)
    {
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop, _disposed.Token);
            timeout.CancelAfter(AnswerTimeout);
            await SendCloseAsync(payload, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // the connection ends in any case
        }
    }

    /// <summary>Cancels the pings, pongs and close answers that wait for their turn.</summary>
    public void Dispose() => _disposed.Cancel(); // the semaphore is not disposed of: senders that wait for it still have to get it

    private async ValueTask InTurnAsync(WebSocketOpcode kind, bool isLast, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        await _sending.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!Admit(kind)) return;
            await WriteAsync(kind == WebSocketOpcode.Text && _inMessage ? WebSocketOpcode.Continuation : kind, isLast, payload, stop).ConfigureAwait(false);
            if (kind == WebSocketOpcode.Text) _inMessage = !isLast;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Decides whether a frame may be sent now. A close is marked as sent by that.</summary>
    private bool Admit(WebSocketOpcode kind) => kind switch
    {
        WebSocketOpcode.Close => close.Send(),
        WebSocketOpcode.Ping or WebSocketOpcode.Pong => close.MayPing,
        _ when close.MaySend => true,
        _ => throw new WebSocketException(WebSocketError.InvalidState, $"the socket is {close.State}"),
    };

    private async ValueTask WriteAsync(WebSocketOpcode kind, bool isLast, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        var size = WebSocketFrameWriter.SizeOf(payload.Length);
        if (_frame.Length < size) _frame = new byte[size];
        var written = Encode(kind, isLast, payload.Span);
        try
        {
            await stream.WriteAsync(_frame.AsMemory(0, written), stop).ConfigureAwait(false);
            await stream.FlushAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, e);
        }
    }

    private int Encode(WebSocketOpcode kind, bool isLast, ReadOnlySpan<byte> payload)
    {
        // RFC 6455 requires unpredictable masks. A connection sends a few frames a minute, so a cheaper source would gain nothing.
        Span<byte> mask = stackalloc byte[WebSocketFrameWriter.MaskSize];
        RandomNumberGenerator.Fill(mask);
        return WebSocketFrameWriter.Write(_frame, kind, isLast, payload, mask);
    }
}
