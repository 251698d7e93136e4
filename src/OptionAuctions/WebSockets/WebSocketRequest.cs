namespace OptionAuctions.WebSockets;

/// <summary>The parameters of a WebSocket to open.</summary>
/// <param name="Url">The server, <c>ws</c> or <c>wss</c>.</param>
/// <param name="Handler">Receives the messages.</param>
/// <param name="MaxMessageBytes">Longest message in bytes; a longer one is skipped.</param>
/// <param name="FrameBegan">Called when WebSocket frames have begun, once for all that came together.</param>
/// <param name="KeepAliveInterval">Interval of our own pings; zero for none.</param>
/// <param name="Time">The clock of those pings.</param>
internal sealed record WebSocketRequest(
    Uri Url, IWebSocketMessageHandler Handler, int MaxMessageBytes, Action FrameBegan, TimeSpan KeepAliveInterval, TimeProvider Time)
{
    /// <summary>Called with the number of pong frames that have come; <see langword="null"/> when nobody counts them.</summary>
    public Action<long>? PongsCame { get; init; }

    /// <summary>Called when reading has ended, behind the handler's last message; <see langword="null"/> when nobody waits for that.</summary>
    public Action? ReadingEnded { get; init; }

    /// <summary>The proxy to connect through; <see langword="null"/> for none, whatever the environment says.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Counts the connection; <see langword="null"/> when nobody does.</summary>
    public IConnectionCounter? Counter { get; init; }
}
