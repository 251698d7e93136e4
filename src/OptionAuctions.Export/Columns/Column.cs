using Parquet;
using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>The values of one column, of the rows that wait to be written.</summary>
/// <param name="field">Its name and type in the file.</param>
internal abstract class Column(DataField field)
{
    /// <summary>Its name and type in the file.</summary>
    public DataField Field { get; } = field;

    /// <summary>Writes the values to a row group.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop);

    /// <summary>Removes the values.</summary>
    public abstract void Clear();
}
