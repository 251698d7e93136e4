namespace OptionAuctions.Recording;

/// <summary>One message of a file.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Sequence">Its number, as the writer gave it.</param>
/// <param name="LogTime">When it was recorded, in nanoseconds since 1970.</param>
/// <param name="PublishTime">When it was published, in nanoseconds since 1970; the log time when that is not known.</param>
/// <param name="Payload">Its bytes as they were given to the writer. Valid until the next message is asked for.</param>
public readonly record struct McapMessage(McapChannel Channel, uint Sequence, ulong LogTime, ulong PublishTime, ReadOnlyMemory<byte> Payload);
