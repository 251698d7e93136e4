namespace OptionAuctions.Venue.Sockets;

/// <summary>One whole message of a client, or one of its WebSocket control frames.</summary>
/// <param name="Opcode">Kind, never a continuation.</param>
/// <param name="Payload">Content, unmasked; valid until the next read.</param>
internal readonly record struct ClientMessage(byte Opcode, ReadOnlyMemory<byte> Payload);
