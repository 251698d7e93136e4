namespace OptionAuctions;

/// <summary>Bytes from the venue that could not be used: a message, or one record of it.</summary>
/// <param name="At">When they were refused, KST.</param>
/// <param name="Error">Why they were refused.</param>
/// <param name="Raw">The bytes, the first 512 at most; of a control message with its long words masked, since they may be keys.</param>
public sealed record Refusal(DateTimeOffset At, DecodeError Error, ReadOnlyMemory<byte> Raw)
{
    /// <summary>Number of the connection over which they came, counted from 1 over all sessions; 0 when there was none.</summary>
    public int Epoch { get; init; }
}
