namespace OptionAuctions.Recording;

/// <summary>The end of a file that was not finished: what is before it can be read, what is in it is lost.</summary>
/// <param name="Offset">Byte offset of its beginning: the end of the last whole record.</param>
/// <param name="Bytes">Its length; 0 where the writer was stopped between two records.</param>
/// <param name="Reason">Why reading ends there.</param>
public readonly record struct TornTail(long Offset, long Bytes, TornTailReason Reason);
