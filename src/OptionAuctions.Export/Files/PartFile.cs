using OptionAuctions.Export.Tables;
using Parquet;

namespace OptionAuctions.Export.Files;

/// <summary>A Parquet file that is being written.</summary>
internal sealed class PartFile : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly ParquetWriter _writer;

    private PartFile(Stream stream, ParquetWriter writer) => (_stream, _writer) = (stream, writer);

    /// <summary>Opens a file, which is emptied.</summary>
    public static Stream Open(string path) => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Receives it, and is closed with it.</param>
    /// <param name="rows">Rows that have its columns.</param>
    /// <param name="notes">What the footer says about the file.</param>
    /// <param name="stop">Ends the writing.</param>
    public static async Task<PartFile> BeginAsync(Stream stream, TableRows rows, IReadOnlyDictionary<string, string> notes, CancellationToken stop)
    {
        var writer = await ParquetWriter.CreateAsync(rows.Schema, stream, rows.Options(), cancellationToken: stop).ConfigureAwait(false);
        writer.CustomMetadata = notes;
        return new PartFile(stream, writer);
    }

    /// <summary>Writes rows as one row group.</summary>
    public Task WriteAsync(TableRows rows, CancellationToken stop) => rows.WriteAsync(_writer, stop);

    /// <summary>Writes the footer, and waits until the file is on the disk.</summary>
    public async Task CompleteAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        if (_stream is FileStream file) file.Flush(flushToDisk: true);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Closes the file. Without <see cref="CompleteAsync"/> it has no footer.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
