using OptionAuctions.Export;

namespace OptionAuctions.Cli.Exporting;

/// <summary>The request of the command line of <c>export</c>.</summary>
/// <param name="Path">The recording.</param>
/// <param name="To">The folder of the Parquet files.</param>
/// <param name="What">The tables.</param>
/// <param name="Json">JSON lines rather than plain ones.</param>
internal sealed record ExportRequest(string Path, string To, ExportTables What, bool Json);
