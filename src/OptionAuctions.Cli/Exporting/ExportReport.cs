using System.Globalization;
using System.Text.Json;
using OptionAuctions.Export;

namespace OptionAuctions.Cli.Exporting;

/// <summary>What is said about a table that was exported: a line.</summary>
internal static class ExportReport
{
    /// <summary>Returns the line: <c>messages: 12,345 rows in 3 files, 1,234,567 bytes</c>, and what could not be read.</summary>
    public static string Text(ExportedTable table)
    {
        var removed = table.Removed > 0 ? Invariant($"; files of an earlier export of these days removed: {table.Removed}") : "";
        var reasons = string.Join(", ", table.Refused.Select(one => Invariant($"{one.Key} {one.Value:N0}")));
        var refused = reasons.Length > 0 ? $"; refused by the decoder: {reasons}" : "";
        return Invariant($"{table.Name}: {table.Rows:N0} rows in {table.Files} files, {table.Bytes:N0} bytes{refused}{removed}");
    }

    /// <summary>Returns the line as JSON.</summary>
    public static string Json(ExportedTable table, string folder) => JsonSerializer.Serialize(new
    {
        type = "exported", table = table.Name, folder = Path.Combine(folder, table.Name), rows = table.Rows, files = table.Files, bytes = table.Bytes,
        removed = table.Removed, refused = table.Refused.ToDictionary(one => $"{one.Key}", one => one.Value),
    });

    private static string Invariant(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
