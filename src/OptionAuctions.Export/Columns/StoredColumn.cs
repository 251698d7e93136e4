using Parquet;
using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>
/// A column whose values are stored as integers of 64 bits: the schema says what they mean. They are handed to the library as such integers too, since it
/// writes the least and the largest timestamp of a row group in milliseconds whatever their unit is, by which readers would skip the wrong row groups.
/// </summary>
/// <param name="field">Its name and type in the file.</param>
internal abstract class StoredColumn(DataField field) : Column(field)
{
    private const long None = long.MinValue;

    private readonly DataField _stored = Attached(new DataField(field.Name, typeof(long), field.IsNullable));
    private readonly Values<long> _values = new();

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop)
    {
        if (Field.IsNullable)
        {
            using var some = Converted<long?>.Of(_values, value => value == None ? null : value);
            await group.WriteAsync(_stored, some.Memory, cancellationToken: stop).ConfigureAwait(false);
            return;
        }

        await group.WriteAsync<long>(_stored, (ReadOnlyMemory<long>)_values.Segment, cancellationToken: stop).ConfigureAwait(false);
    }

    public override void Clear() => _values.Clear();

    /// <summary>Adds a value as it is stored.</summary>
    protected void AddStored(long? value)
    {
        if (value is null && !Field.IsNullable) throw new InvalidOperationException($"a row has no {Field.Name}");
        _values.Add(value ?? None);
    }

    /// <summary>A field can be written once it is a part of a schema; that of the file finds it by its name.</summary>
    private static DataField Attached(DataField field) => new ParquetSchema(field).DataFields[0];
}
