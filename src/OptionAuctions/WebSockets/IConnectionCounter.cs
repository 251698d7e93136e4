namespace OptionAuctions.WebSockets;

/// <summary>Counts the connections that are made to one address, and may refuse one.</summary>
internal interface IConnectionCounter
{
    /// <summary>Counts a connection that is about to be made.</summary>
    /// <returns>Takes the count back; called when the connection was not established, so that nothing has reached the server.</returns>
    /// <remarks>It throws, with the reason, when the connection must not be made.</remarks>
    Action Count();
}
