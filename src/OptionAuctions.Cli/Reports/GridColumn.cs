using Spectre.Console;

namespace OptionAuctions.Cli.Reports;

/// <summary>A column of a <see cref="TextGrid"/>.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Width">Cells that it has at least, so that it keeps its place while values change.</param>
/// <param name="AlignsLeft">True for text, false for numbers.</param>
/// <param name="Rank">Its importance: 0 is never dropped, and higher ranks are dropped first. Columns of one rank are kept or dropped together.</param>
/// <param name="Cells">Text and style of each row.</param>
internal sealed record GridColumn(string Title, int Width, bool AlignsLeft, int Rank, IReadOnlyList<(string Text, Style Style)> Cells);
