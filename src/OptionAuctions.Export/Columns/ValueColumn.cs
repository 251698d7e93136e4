using Parquet;
using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>A column with a value in each row.</summary>
/// <typeparam name="T">Type of the values, which is that of the field.</typeparam>
internal sealed class ValueColumn<T>(DataField field) : Column(field)
    where T : struct
{
    private readonly Values<T> _values = new();

    public ValueColumn(string name)
        : this(new DataField(name, typeof(T), isNullable: false))
    {
    }

    public void Add(T value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) =>
        group.WriteAsync<T>(Field, (ReadOnlyMemory<T>)_values.Segment, cancellationToken: stop);

    public override void Clear() => _values.Clear();
}
