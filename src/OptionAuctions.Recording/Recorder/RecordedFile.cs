namespace OptionAuctions.Recording;

/// <summary>A file that recordings begin with, such as the list of the instruments of the day.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">Its media type, such as <c>text/plain</c>.</param>
/// <param name="Content">Its bytes, 32 MiB at most, without secrets.</param>
public sealed record RecordedFile(string Name, string MediaType, byte[] Content);
