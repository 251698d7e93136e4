namespace OptionAuctions;

/// <summary>One message of the venue, that is the text of one WebSocket message, as it was received.</summary>
/// <param name="bytes">The text; see <see cref="Bytes"/>.</param>
public readonly ref struct ReceivedMessage(ReadOnlySpan<byte> bytes)
{
    /// <summary>
    /// The text, UTF-8 where the venue keeps to it. Secrets in an answer are <c>***</c>. Valid until the handler returns.
    /// </summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Place of the app key in the options, from 0.</summary>
    public int AppKey { get; init; }

    /// <summary>Number of the connection, from 1.</summary>
    public int Epoch { get; init; }

    /// <summary>Running number on this connection, from 1.</summary>
    public long Number { get; init; }

    /// <summary>Time of arrival, KST: that of the first message of those that arrived together, by which auctions are stamped too.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>True for JSON, that is an answer or PINGPONG; false for records.</summary>
    public bool IsControl { get; init; }

    /// <summary>True when only the beginning of a message that is too long was kept; see <c>Connection:MaxMessageBytes</c>.</summary>
    public bool IsCut { get; init; }
}
