namespace OptionAuctions.WebSockets;

/// <summary>
/// The handler of the messages that a WebSocket's reader reads. Called on the receive loop: it never throws, and only <see cref="WhenRoomAsync"/>
/// waits.
/// </summary>
internal interface IWebSocketMessageHandler
{
    /// <summary>Handles one whole message.</summary>
    void OnMessage(ReadOnlySpan<byte> message);

    /// <summary>Handles the first bytes of a message beyond the size limit; the rest of it is skipped.</summary>
    void OnOversized(ReadOnlySpan<byte> beginning);

    /// <summary>By the reader: nothing more can be read without waiting.</summary>
    void OnQuiet();

    /// <summary>
    /// Completes when the reader may read on. It completes within a bounded time, whatever happens: a reader that waits forever loses the session.
    /// </summary>
    ValueTask WhenRoomAsync() => ValueTask.CompletedTask;
}
