using System.Net.WebSockets;

namespace OptionAuctions.Connection;

/// <summary>What the reader of a socket does with what it reads. Called on the receive loop: never throws, and waits only where it says so.</summary>
internal interface IMessageTap
{
    /// <summary>One whole message.</summary>
    void OnMessage(ReadOnlySpan<byte> message);

    /// <summary>A message beyond the cap was read past; its first bytes.</summary>
    void OnOversized(ReadOnlySpan<byte> beginning);

    /// <summary>Nothing more can be read without waiting.</summary>
    void OnQuiet();

    /// <summary>Whether to read on now. Completes before long, whatever happens: a reader that waits for ever loses the session.</summary>
    ValueTask WhenRoomAsync() => ValueTask.CompletedTask;
}

/// <summary>
/// The WebSocket that Websocket.Client is given: it reads whole messages by itself and hands their bytes to a tap, so that none
/// becomes a string or an array. Only the end of the connection goes on to the library.
/// </summary>
/// <remarks>Sends are serialised here, since a keep-alive echo does not wait for the library's own queue. Everything goes out as text: the venue speaks nothing else.</remarks>
internal sealed class TappedWebSocket(WebSocket inner, IMessageTap tap, int messageCap) : WebSocket
{
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _message = new byte[messageCap];
    private int _length;
    private bool _oversized;

    public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

    public override string? CloseStatusDescription => inner.CloseStatusDescription;

    public override WebSocketState State => inner.State;

    public override string? SubProtocol => inner.SubProtocol;

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
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
    }

    private void Take(int count, bool whole)
    {
        _length += count;
        if (!whole && _length == _message.Length)
        {
            // One byte more and it is too long; what is read from here on overwrites itself.
            if (!_oversized) tap.OnOversized(_message);
            (_oversized, _length) = (true, 0);
        }

        if (!whole) return;
        if (!_oversized) tap.OnMessage(_message.AsSpan(0, _length));
        (_oversized, _length) = (false, 0);
    }
}
