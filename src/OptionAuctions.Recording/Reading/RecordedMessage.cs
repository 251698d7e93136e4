namespace OptionAuctions.Recording;

/// <summary>One message of a recording, as it was received.</summary>
/// <param name="AppKey">Place of its app key, from 0.</param>
/// <param name="Epoch">Number of its connection in the process that recorded it.</param>
/// <param name="Number">Running number on that connection.</param>
/// <param name="Kind">Records, JSON, or the beginning of a message that is too long.</param>
/// <param name="ReceivedAt">Time of arrival, KST.</param>
/// <param name="Continuity">Whether it follows the message before it of its app key.</param>
/// <param name="Bytes">Its bytes; secrets of an answer are <c>***</c>. Valid until the next message is asked for.</param>
public readonly record struct RecordedMessage(
    int AppKey, int Epoch, long Number, MessageKind Kind, DateTimeOffset ReceivedAt, Continuity Continuity, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Returns the message as it was handed to the recorder.</summary>
    public ReceivedMessage ToReceived() => new(Bytes.Span)
    {
        AppKey = AppKey, Epoch = Epoch, Number = Number, ReceivedAt = ReceivedAt, IsControl = Kind == MessageKind.Control, IsCut = Kind == MessageKind.Cut,
    };
}
