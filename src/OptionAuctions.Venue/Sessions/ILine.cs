namespace OptionAuctions.Venue.Sessions;

/// <summary>What the rules need of a connection: somewhere to put bytes, and an end.</summary>
internal interface ILine
{
    /// <summary>Puts bytes into the line's bounded queue.</summary>
    /// <returns>False when the queue is full or the line is gone; nothing was taken.</returns>
    bool Send(in Outgoing outgoing);

    /// <summary>Ends the line at once with a TCP reset; what is queued is lost.</summary>
    void Reset();
}

/// <summary>Bytes for a line, as they stand on the wire.</summary>
/// <param name="Bytes">Whole frames as a rule; anything when a fault is wanted.</param>
/// <param name="Times">How often they are written in a row, 1 or more.</param>
/// <param name="Then">What becomes of the line when they are written.</param>
/// <param name="Written">Completed when they are written, or when the line is gone.</param>
internal readonly record struct Outgoing(
    ReadOnlyMemory<byte> Bytes, int Times = 1, ThenDo Then = ThenDo.GoOn, TaskCompletionSource? Written = null);

/// <summary>What follows a write.</summary>
internal enum ThenDo
{
    /// <summary>The next one.</summary>
    GoOn,

    /// <summary>No more; who reads the line ends the connection.</summary>
    Finish,

    /// <summary>The end of the connection, without a word.</summary>
    HangUp,
}
