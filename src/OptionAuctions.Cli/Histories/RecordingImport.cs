using System.Globalization;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Cli.Recordings;
using OptionAuctions.Cli.Reports;
using OptionAuctions.History;
using OptionAuctions.Recording;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Histories;

/// <summary>Takes the calls of a recording into a history, by a replay of it.</summary>
internal sealed class RecordingImport
{
    private const int BatchSize = 1_000;

    private readonly string _path;
    private readonly RecordingReader _reader;
    private readonly IReadOnlyList<(DateTimeOffset Begins, string Name)> _files;
    private readonly AuctionHistoryCollector _collector;
    private readonly List<CallSummary> _finished = [];
    private HistoryChanges _changes;

    private RecordingImport(string path, RecordingReader reader, Func<Instrument, InstrumentTerms?> terms)
    {
        (_path, _reader) = (path, reader);
        _files = [.. reader.Files.SelectMany(file => RecordingReader.Open(file).Read().Take(1).Select(first => (first.ReceivedAt, Path.GetFileName(file))))];
        _collector = new AuctionHistoryCollector(terms, Path.GetFileName(reader.Files[0]));
    }

    /// <summary>Opens a recording.</summary>
    /// <exception cref="CliException">There is none, or one of its files is none.</exception>
    public static RecordingImport Open(string path, IConfiguration configuration)
    {
        var reader = RecordingFiles.Open(path);
        try
        {
            var configured = InstrumentTerms.Lookup(HistorySettings.Read(configuration).Resolve(MarketTime.Now(TimeProvider.System)));
            return new RecordingImport(path, reader, RecordedInstruments.Lookup(reader.Files, TradingCalendar.BuiltIn, configured));
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{path}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }

    /// <summary>Plays it, and stores what is finished.</summary>
    public async Task RunAsync(IAuctionHistory store, CliEnvironment environment, bool json, CancellationToken stop)
    {
        var options = new ReplayOptions
        {
            MakesDigest = false, Time = environment.Time,
            OnChange = (in AuctionChanged change) => _finished.AddRange(_collector.Add(change)),
        };
        var progress = new ReplayProgress(environment, _reader.ReadSummary(), options);
        var result = await RecordingReplay.RunAsync(_reader, options with { AfterBatch = AfterBatchAsync }, stop);
        foreach (var problem in result.Problems) environment.Error.WriteLine($"auctions: warning: {problem}");
        if (result.Totals.Messages == 0) throw new CliException($"'{_path}' has no message", ExitCode.Usage);
        if (result.IsComplete) _finished.AddRange(_collector.Flush());
        else environment.Error.WriteLine("auctions: stopped; calls that were not over are left out");
        await StoreAsync(store);
        await environment.Out.WriteLineAsync(json ? Json(result.Totals) : Text(result.Totals));

        async ValueTask AfterBatchAsync(ReplayTotals totals)
        {
            progress.Report(totals);
            if (_finished.Count >= BatchSize) await StoreAsync(store);
        }
    }

    private async Task StoreAsync(IAuctionHistory store)
    {
        _changes += await store.UpsertAsync([.. _finished.Select(summary => summary with { Source = SourceOf(summary) })]);
        _finished.Clear();
    }

    /// <summary>The file that has the first record of a call; of one without records, the file in which it began.</summary>
    private string SourceOf(CallSummary summary) =>
        _files.LastOrDefault(file => file.Begins <= (summary.FirstRecordAt ?? summary.KnownFrom), _files[0]).Name;

    private string Text(in ReplayTotals totals) => string.Create(
        CultureInfo.InvariantCulture,
        $"imported {totals.Messages:N0} messages of {_path}: {_changes.Added:N0} summaries added, {_changes.Replaced:N0} replaced, {_changes.Unchanged:N0} as they were");

    private string Json(in ReplayTotals totals)
    {
        using var json = new JsonLine("import");
        return json.Text("path", _path).Count("messages", totals.Messages).Count("added", _changes.Added).Count("replaced", _changes.Replaced)
            .Count("unchanged", _changes.Unchanged).End();
    }
}
