namespace OptionAuctions.Recording;

/// <summary>The head of a message that waits for the disk; its bytes follow.</summary>
/// <param name="Number">Running number on its connection.</param>
/// <param name="ReceivedAt">Time of arrival, nanoseconds since 1970.</param>
/// <param name="Epoch">Number of its connection.</param>
/// <param name="AppKey">Place of its app key.</param>
/// <param name="Length">Number of its bytes.</param>
/// <param name="Kind">Control, cut or data.</param>
internal readonly record struct WaitingMessage(long Number, ulong ReceivedAt, int Epoch, int AppKey, int Length, MessageKind Kind);
