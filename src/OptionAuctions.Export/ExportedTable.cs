namespace OptionAuctions.Export;

/// <summary>The result of one table.</summary>
/// <param name="Name">Its name, which is that of its folder.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Files">Number of files.</param>
/// <param name="Bytes">Their size in bytes.</param>
/// <param name="Removed">Number of files of an earlier export of the same days that were removed, since this one has no file of their names.</param>
public sealed record ExportedTable(string Name, long Rows, int Files, long Bytes, int Removed)
{
    /// <summary>
    /// What could not be read, by reason: in <c>messages</c> data messages without records, in <c>records</c> refused records. Each is a row all the same.
    /// </summary>
    public IReadOnlyDictionary<DecodeError, long> Refused { get; init; } = new Dictionary<DecodeError, long>();
}
