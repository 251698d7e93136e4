using Parquet;
using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>A column of times of day, KST, as the venue writes them: without a date, to the second. <c>TIME(MILLIS)</c>, not adjusted to UTC.</summary>
internal sealed class TimeColumn(string name) : Column(new TimeDataField(name, TimeUnitPrecision.Millis, isNullable: true) { IsAdjustedToUtc = false })
{
    private readonly Values<int?> _milliseconds = new();

    public void Add(TimeOnly? time) => _milliseconds.Add(time is { } at ? (int)(at.Ticks / TimeSpan.TicksPerMillisecond) : null);

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) =>
        group.WriteAsync(Field, (ReadOnlyMemory<int?>)_milliseconds.Segment, cancellationToken: stop);

    public override void Clear() => _milliseconds.Clear();
}
