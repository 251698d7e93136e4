namespace OptionAuctions.Export;

/// <summary>How far an export is.</summary>
/// <param name="Step">The tables that this pass over the recording makes, such as <c>messages and records</c>.</param>
/// <param name="Messages">Messages of this pass so far.</param>
/// <param name="Total">Messages of the recording; <see langword="null"/> while they are not known.</param>
public readonly record struct ExportProgress(string Step, long Messages, long? Total);
