using System.Net.WebSockets;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Faults.Tests.FrameworkReader;

/// <summary>
/// The WebSocket that Websocket.Client is given: it reads whole messages by itself and hands their bytes to a tap, so that none
/// becomes a string or an array. Only the end of the connection goes on to the library.
/// </summary>
/// <remarks>
/// Sends are serialised here, since a keep-alive echo does not wait for the library's own queue. Everything goes out as text: the venue speaks
/// nothing else.
/// </remarks>
/// <param name="inner">Reads and writes frames.</param>
/// <param name="tap">Takes the messages.</param>
/// <param name="messageCap">Bytes a message may have.</param>
/// <param name="connection">What is let go with the socket.</param>
internal sealed class TappedWebSocket(WebSocket inner, IWebSocketMessageHandler tap, int messageCap, IDisposable? connection = null) : WebSocket
{
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _message = new byte[messageCap + 1]; // one more than it may have: only a byte too many makes it too long
    private int _length;
    private bool _oversized;

    public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

    public override string? CloseStatusDescription => inner.CloseStatusDescription;

    public override WebSocketState State => inner.State;

    public override string? SubProtocol => inner.SubProtocol;

    /// <summary>Called when reading has ended, behind the last message.</summary>
    public Action? ReadingEnded { get; init; }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadToTheEndAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ReadingEnded?.Invoke();
        }
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var end = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new WebSocketReceiveResult(end.Count, end.MessageType, end.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    public override async ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await inner.SendAsync(buffer, WebSocketMessageType.Text, endOfMessage, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        inner.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override void Abort() => inner.Abort();

    public override void Dispose()
    {
        inner.Dispose();
        _sending.Dispose();
        connection?.Dispose();
    }

    private async ValueTask<ValueWebSocketReceiveResult> ReadToTheEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ValueWebSocketReceiveResult read;
            try
            {
                await tap.WhenRoomAsync().ConfigureAwait(false);
                var reading = inner.ReceiveAsync(_message.AsMemory(_length), cancellationToken);
                if (!reading.IsCompleted) tap.OnQuiet();
                read = await reading.ConfigureAwait(false);
            }
            catch
            {
                tap.OnQuiet(); // what came together with the break is still to be handed on
                throw;
            }

            if (read.MessageType == WebSocketMessageType.Close)
            {
                tap.OnQuiet();
                return read;
            }

            Take(read.Count, read.EndOfMessage);
        }
    }

    private void Take(int count, bool whole)
    {
        _length += count;
        if (_length > messageCap)
        {
            if (!_oversized) tap.OnOversized(_message.AsSpan(0, messageCap));
            (_oversized, _length) = (true, 0); // what is read from here on overwrites itself
        }

        if (!whole) return;
        if (!_oversized) tap.OnMessage(_message.AsSpan(0, _length));
        (_oversized, _length) = (false, 0);
    }
}
