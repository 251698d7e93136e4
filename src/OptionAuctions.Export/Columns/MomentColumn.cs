using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>A column of moments, UTC, in nanoseconds since 1970, a multiple of a hundred: <c>TIMESTAMP(NANOS, isAdjustedToUTC)</c>.</summary>
/// <param name="name">Its name.</param>
/// <param name="isNullable">True when a row can have none.</param>
internal sealed class MomentColumn(string name, bool isNullable = false)
    : StoredColumn(new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Nanos, isNullable))
{
    public void Add(DateTimeOffset? moment) =>
        AddStored(moment is { } at ? (at - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick : null);
}
