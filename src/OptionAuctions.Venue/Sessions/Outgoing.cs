namespace OptionAuctions.Venue.Sessions;

/// <summary>Bytes to be written to a client's connection, as they are on the wire.</summary>
/// <param name="Bytes">Whole WebSocket frames as a rule; anything when a fault is wanted.</param>
/// <param name="Times">How often they are written in a row, 1 or more.</param>
/// <param name="Then">What happens to the connection when they are written.</param>
/// <param name="Written">Completed when they are written, or when the connection is gone.</param>
internal readonly record struct Outgoing(
    ReadOnlyMemory<byte> Bytes, int Times = 1, AfterWrite Then = AfterWrite.GoOn, TaskCompletionSource? Written = null);
