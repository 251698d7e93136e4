using System.Net.WebSockets;

namespace OptionAuctions.WebSockets;

/// <summary>Opens a client's WebSocket that hands each message to a handler. <see cref="WebSocketConnection.ConnectAsync"/> is the one in use.</summary>
/// <param name="request">What to open.</param>
/// <param name="stop">Cancels the attempt.</param>
internal delegate Task<WebSocket> WebSocketConnector(WebSocketRequest request, CancellationToken stop);
