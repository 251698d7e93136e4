using System.Globalization;

namespace OptionAuctions.Export.Files;

/// <summary>The partition of a row: the day of arrival, KST, and the value of a further column.</summary>
/// <param name="Day">The day.</param>
/// <param name="Value">The value; <see langword="null"/> when it is not known.</param>
internal readonly record struct PartitionKey(DateOnly Day, string? Value)
{
    private const string NoValue = "__HIVE_DEFAULT_PARTITION__"; // what readers of such folders take for NULL

    /// <summary>Returns the name of the folder of a day: <c>day=2026-11-30</c>.</summary>
    public static string DayFolder(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"day={day:yyyy-MM-dd}");

    /// <summary>Returns the folder below that of the table: <c>day=2026-11-30/underlying=005930</c>.</summary>
    /// <param name="column">The name of the further column.</param>
    public string Folder(string column) => Path.Combine(DayFolder(Day), $"{column}={(Value is { } value ? Uri.EscapeDataString(value) : NoValue)}");
}
