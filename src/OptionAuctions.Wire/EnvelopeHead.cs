namespace OptionAuctions.Wire;

/// <summary>The decoded envelope of a message, with the place of its records.</summary>
/// <param name="Kind">Kind of the message.</param>
/// <param name="Error">Why the message was refused; <see cref="DecodeError.None"/> otherwise.</param>
/// <param name="Count">Records announced by a data message, 1 to 999.</param>
/// <param name="PayloadStart">Offset in bytes of the first record of a data message.</param>
/// <param name="PayloadLength">Bytes of its records, without a line break at the end.</param>
/// <param name="Layout">The TR of a data message, by which its records are read; <see langword="null"/> for another message.</param>
public readonly record struct EnvelopeHead(
    EnvelopeKind Kind, DecodeError Error, int Count, int PayloadStart, int PayloadLength, RecordLayout? Layout = null);
