namespace OptionAuctions.Venue.Sessions;

/// <summary>A client's connection as the venue's rules use it: a queue for bytes, and a reset.</summary>
internal interface IClientConnection
{
    /// <summary>Puts bytes into the connection's bounded queue.</summary>
    /// <returns>False when the queue is full or the connection is gone; nothing was taken.</returns>
    bool Send(in Outgoing outgoing);

    /// <summary>Ends the connection at once with a TCP reset; what is queued is lost.</summary>
    void Reset();
}
