namespace OptionAuctions.Cli.Recordings;

/// <summary>The request of the command line of <c>diff</c>.</summary>
/// <param name="Path">The recording.</param>
/// <param name="A">The first actors: the path of an assembly, and maybe the name of a type.</param>
/// <param name="B">The second actors.</param>
/// <param name="Codes">Codes to follow; <see langword="null"/>: all that it has records of.</param>
/// <param name="From">First time of arrival, on its first day.</param>
/// <param name="To">Time of arrival before which it ends.</param>
/// <param name="Json">JSON lines rather than plain ones.</param>
/// <param name="All">True to write also what is equal.</param>
internal sealed record DiffRequest(
    string Path, string A, string B, IReadOnlyList<Instrument>? Codes, TimeOnly? From, TimeOnly? To, bool Json, bool All);
