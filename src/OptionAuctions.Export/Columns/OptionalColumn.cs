using Parquet;
using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>A column in which a row can have no value.</summary>
/// <typeparam name="T">Type of the values, which is that of the field.</typeparam>
internal sealed class OptionalColumn<T>(DataField field) : Column(field)
    where T : struct
{
    private readonly Values<T?> _values = new();

    public OptionalColumn(string name)
        : this(new DataField(name, typeof(T), isNullable: true))
    {
    }

    public void Add(T? value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) =>
        group.WriteAsync(Field, (ReadOnlyMemory<T?>)_values.Segment, cancellationToken: stop);

    public override void Clear() => _values.Clear();
}
