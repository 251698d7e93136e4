using OptionAuctions.Export.Files;
using OptionAuctions.Export.Tables;
using OptionAuctions.History;
using OptionAuctions.Recording;
using OptionAuctions.Replay;

namespace OptionAuctions.Export;

/// <summary>A replay of a recording that makes the tables <c>revisions</c> and <c>history</c>, or one of them.</summary>
internal sealed class ReplayExport : IAsyncDisposable
{
    private readonly ExportOptions _options;
    private readonly Instruments _instruments;
    private readonly PartitionedTable<RevisionRows> _revisions;
    private readonly PartitionedTable<HistoryRows> _history;
    private readonly AuctionHistoryCollector _collector;
    private readonly Dictionary<(DateOnly Day, Instrument Code, CallKind Call, int Ordinal), CallSummary> _calls = []; // the newest of each
    private readonly bool _makesRevisions, _makesHistory;
    private VirtualClock? _clock;

    /// <summary>Prepares the replay.</summary>
    /// <param name="folder">The folder of the export.</param>
    /// <param name="options">The options.</param>
    /// <param name="instruments">The instruments of the recording.</param>
    /// <param name="notes">What the footer of each file says about it.</param>
    public ReplayExport(ExportFolder folder, ExportOptions options, Instruments instruments, IReadOnlyDictionary<string, string> notes)
    {
        (_options, _instruments) = (options, instruments);
        (_makesRevisions, _makesHistory) = (options.Tables.HasFlag(ExportTables.Revisions), options.Tables.HasFlag(ExportTables.History));
        _revisions = new PartitionedTable<RevisionRows>("revisions", "underlying", folder, options, notes);
        _history = new PartitionedTable<HistoryRows>("history", "call", folder, options, notes);
        _collector = new AuctionHistoryCollector(code => instruments.Find(code).Terms, source: "export");
    }

    /// <summary>Writes the tables.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="total">Number of its messages; <see langword="null"/> when it is not known.</param>
    /// <param name="stop">Ends it; what was written is then removed.</param>
    public async Task<IReadOnlyList<ExportedTable>> RunAsync(RecordingReader recording, long? total, CancellationToken stop)
    {
        if (First(recording) is { } first) await PlayAsync(recording, first, total, stop).ConfigureAwait(false);
        List<ExportedTable> tables = [];
        if (_makesRevisions) tables.Add(await _revisions.PublishAsync(stop).ConfigureAwait(false));
        if (!_makesHistory) return tables;
        foreach (var summary in _calls.Values.OrderBy(call => call.Day).ThenBy(call => $"{call.Code}", StringComparer.Ordinal).ThenBy(call => call.Ordinal))
        {
            _history.Of(new PartitionKey(summary.Day, ValueNames.Of(summary.Call))).Add(summary, _instruments.Find(summary.Code));
            _history.Added();
            if (_history.IsDue) await _history.WriteDueAsync(stop).ConfigureAwait(false);
        }

        return [.. tables, await _history.PublishAsync(stop).ConfigureAwait(false)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _revisions.DisposeAsync().ConfigureAwait(false);
        await _history.DisposeAsync().ConfigureAwait(false);
    }

    private static DateTimeOffset? First(RecordingReader recording)
    {
        foreach (var message in recording.Read()) return message.ReceivedAt;
        return null;
    }

    private async Task PlayAsync(RecordingReader recording, DateTimeOffset first, long? total, CancellationToken stop)
    {
        var step = (_makesRevisions, _makesHistory) switch { (true, true) => "revisions and history", (true, _) => "revisions", _ => "history" };
        var replay = new ReplayOptions
        {
            MakesDigest = false,
            Started = (system, _) => _clock = ((VirtualScheduler)system.Scheduler).Clock,
            OnChange = (in AuctionChanged change) => Add(change, _clock?.Now ?? first), // snapshots come before the replay has started
            AfterBatch = AfterBatch,
        };
        await RecordingReplay.RunAsync(recording, replay, stop).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        Keep(_collector.Flush());

        async ValueTask AfterBatch(ReplayTotals totals)
        {
            if (_revisions.IsDue) await _revisions.WriteDueAsync(stop).ConfigureAwait(false);
            _options.Progress?.Invoke(new ExportProgress(step, totals.Messages, total));
        }
    }

    private void Add(in AuctionChanged change, DateTimeOffset at)
    {
        if (_makesHistory) Keep(_collector.Add(change));
        if (!_makesRevisions) return;
        var code = change.Current.Code;
        var facts = _instruments.Find(code);
        var place = new PartitionKey(DateOnly.FromDateTime(at.ToOffset(MarketTime.Offset).DateTime), facts.Underlying);
        _revisions.Of(place).Add(change, _revisions.Rows + 1, at, place, _instruments.Text(code), facts);
        _revisions.Added();
    }

    /// <summary>A call can come once more, when its final price has come late.</summary>
    private void Keep(IReadOnlyList<CallSummary> summaries)
    {
        foreach (var summary in summaries) _calls[(summary.Day, summary.Code, summary.Call, summary.Ordinal)] = summary;
    }
}
