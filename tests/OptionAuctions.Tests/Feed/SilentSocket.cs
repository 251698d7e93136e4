using System.Net.WebSockets;

namespace OptionAuctions.Tests.Feed;

/// <summary>A WebSocket that is open, receives nothing, and whose close is never answered; it says what is done to it.</summary>
/// <param name="said">Receives <c>close</c> with the code, and <c>disposed</c>.</param>
internal sealed class SilentSocket(Action<string> said) : WebSocket
{
    private readonly TaskCompletionSource<WebSocketReceiveResult> _nothing = new();

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    public override void Abort()
    {
    }

    public override async Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        said($"close {(int)closeStatus}");
        await _nothing.Task.WaitAsync(cancellationToken);
    }

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        said($"close {(int)closeStatus}");
        return Task.CompletedTask;
    }

    public override void Dispose() => said("disposed");

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
        _nothing.Task.WaitAsync(cancellationToken);

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
