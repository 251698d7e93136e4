namespace OptionAuctions.Cli.Recordings;

/// <summary>The request of the command line of <c>replay</c>.</summary>
/// <param name="Path">The recording.</param>
/// <param name="Speed">Seconds of the recording per second; <see langword="null"/>: as fast as possible.</param>
/// <param name="Codes">Codes to follow; <see langword="null"/>: all that it has records of.</param>
/// <param name="From">First time of arrival, on its first day.</param>
/// <param name="To">Time of arrival before which it ends.</param>
/// <param name="Digest">True to write nothing but the digest.</param>
/// <param name="Json">JSON lines rather than plain ones.</param>
internal sealed record ReplayRequest(
    string Path, double? Speed, IReadOnlyList<Instrument>? Codes, TimeOnly? From, TimeOnly? To, bool Digest, bool Json);
