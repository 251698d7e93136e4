using OptionAuctions.Cli.Running;
using OptionAuctions.History;

namespace OptionAuctions.Cli.Histories;

/// <summary>The command <c>history</c>: takes a recording into a history, and shows what it has of a stock or a code.</summary>
internal static class HistoryRun
{
    /// <summary>Name of the file in the state folder.</summary>
    public const string FileName = "history.db";

    public static async Task<int> RunAsync(HistoryRequest request, CliEnvironment environment, CancellationToken stop)
    {
        if (request is { Of: null, Import: null })
            throw new CliException("name a stock or a code, for example 005930, or a recording with --import", ExitCode.Usage);
        var configuration = Settings.Read(environment);
        var recording = request.Import is { } path ? RecordingImport.Open(path, configuration) : null; // before anything is made
        await using var store = await HistoryStores.OpenAsync(request.Target, configuration, FileName, isMade: recording is not null, stop);
        try
        {
            if (recording is not null) await recording.RunAsync(store, environment, request.Json, stop);
            if (request.Of is { } of) await ShowAsync(request, of, store, environment, stop);
            return ExitCode.Ok;
        }
        catch (HistoryException cause)
        {
            throw HistoryStores.Refusal(cause);
        }
    }

    private static async Task ShowAsync(HistoryRequest request, string of, IAuctionHistory store, CliEnvironment environment, CancellationToken stop)
    {
        var found = await store.ReadAsync(new HistoryQuery(of) { Days = request.Days, Calls = request.Calls }, stop);
        if (found.Count == 0) throw new CliException($"the history has nothing of '{of}'", ExitCode.Failed);
        foreach (var line in request.Json ? found.Select(HistoryJson.Line) : HistoryTable.Lines(found)) await environment.Out.WriteLineAsync(line);
    }
}
