using OptionAuctions.Export.Files;
using OptionAuctions.Recording;

namespace OptionAuctions.Export;

/// <summary>
/// An export of a recording to Parquet files, for DuckDB, pandas and other readers: tables by day in folders of the form that Hive has. The recording stays
/// the log; an export can be made again at any time, and replaces the days that it has.
/// </summary>
public static class RecordingExport
{
    /// <summary>Exports a recording, as far as it can be read: what cannot is in <see cref="ExportResult.Problems"/>. Each table is moved to its place as a whole.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="options">Where to, and what.</param>
    /// <param name="stop">Ends it early: tables that are not whole stay as they were.</param>
    /// <exception cref="ExportException">The folder or its disk does not take the files, or another export writes to it; the message names it.</exception>
    public static async Task<ExportResult> RunAsync(RecordingReader recording, ExportOptions options, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        using var folder = ExportFolder.Open(options.Directory);
        var run = new ExportRun(folder, options);
        try
        {
            await run.RunAsync(recording, stop).ConfigureAwait(false);
            return new ExportResult(run.Tables, run.Problems, IsComplete: true);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ExportResult(run.Tables, run.Problems, IsComplete: false);
        }
    }
}
