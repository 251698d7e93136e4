using System.IO.Compression;
using OptionAuctions.Export.Columns;
using Parquet;
using Parquet.Schema;

namespace OptionAuctions.Export.Tables;

/// <summary>The rows of one partition of a table that wait to be written, column by column.</summary>
internal abstract class TableRows
{
    private Column[] _columns = [];

    /// <summary>Number of rows.</summary>
    public int Count { get; protected set; }

    /// <summary>Size of what has no fixed size, in bytes.</summary>
    public virtual int Bytes => 0;

    /// <summary>Names and types of the columns.</summary>
    public ParquetSchema Schema { get; private set; } = null!;

    /// <summary>The encodings of the columns in a file: text as dictionaries.</summary>
    public ParquetOptions Options()
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Optimal };
        foreach (var column in _columns.OfType<TextColumn>()) options.ColumnEncodingHints[column.Field.Path.ToString()] = EncodingHint.Dictionary;
        return options;
    }

    /// <summary>Writes the rows as a row group, and removes them.</summary>
    public async Task WriteAsync(ParquetWriter writer, CancellationToken stop)
    {
        using (var group = writer.CreateRowGroup())
        {
            foreach (var column in _columns) await column.WriteAsync(group, stop).ConfigureAwait(false);
            group.CompleteValidate();
        }

        foreach (var column in _columns) column.Clear();
        Count = 0;
    }

    /// <summary>Declares the columns, in the order of the file.</summary>
    protected void Declare(params Column[] columns)
    {
        _columns = columns;
        Schema = new ParquetSchema(columns.Select(column => (Field)column.Field));
    }
}
