using OptionAuctions.Cli.Recordings;
using OptionAuctions.Export;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Exporting;

/// <summary>The command <c>export</c>: a recording as Parquet files.</summary>
internal static class ExportCommand
{
    public static async Task<int> RunAsync(ExportRequest request, CliEnvironment environment, CancellationToken stop)
    {
        var reader = RecordingFiles.Open(request.Path);
        var result = await ExportAsync(request, reader, environment, stop);

        foreach (var problem in result.Problems) environment.Error.WriteLine($"auctions: warning: {problem}");
        foreach (var table in result.Tables)
            await environment.Out.WriteLineAsync(request.Json ? ExportReport.Json(table, Path.GetFullPath(request.To)) : ExportReport.Text(table));
        if (!result.IsComplete) environment.Error.WriteLine("auctions: stopped; tables that are not listed are as they were before");
        return result is { IsComplete: true, Problems.Count: 0 } ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<ExportResult> ExportAsync(ExportRequest request, RecordingReader reader, CliEnvironment environment, CancellationToken stop)
    {
        var progress = new ExportProgressReport(environment);
        try
        {
            return await RecordingExport.RunAsync(
                reader, new ExportOptions { Directory = request.To, Tables = request.What, Progress = progress.Report }, stop);
        }
        catch (ExportException cause)
        {
            throw new CliException(cause.Message, cause.IsAtStart ? ExitCode.Usage : ExitCode.Failed);
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{request.Path}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Failed);
        }
    }
}
