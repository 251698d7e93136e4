using Parquet;
using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>A column of text with few different values, stored as a dictionary.</summary>
/// <param name="name">Its name.</param>
/// <param name="isNullable">True when a row can have none.</param>
internal sealed class TextColumn(string name, bool isNullable = false) : Column(new DataField(name, typeof(string), isNullable))
{
    private readonly Values<string?> _values = new();

    public void Add(string? value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop) => group.WriteAsync(Field, _values.Segment);

    public override void Clear() => _values.Clear();
}
