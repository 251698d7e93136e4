namespace OptionAuctions.Export;

/// <summary>The result of an export.</summary>
/// <param name="Tables">The tables that were written whole.</param>
/// <param name="Problems">What is wrong with the recording, as sentences: damage, and an end that is torn off.</param>
/// <param name="IsComplete">False when it was stopped before its end. The tables that are not in <paramref name="Tables"/> are then as they were before.</param>
public sealed record ExportResult(IReadOnlyList<ExportedTable> Tables, IReadOnlyList<string> Problems, bool IsComplete);
