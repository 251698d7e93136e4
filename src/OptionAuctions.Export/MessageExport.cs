using OptionAuctions.Export.Files;
using OptionAuctions.Export.Tables;
using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Export;

/// <summary>One pass over a recording that makes the tables <c>messages</c> and <c>records</c>, or one of them.</summary>
/// <param name="folder">The folder of the export.</param>
/// <param name="options">The options.</param>
/// <param name="instruments">The instruments of the recording.</param>
/// <param name="notes">What the footer of each file says about it.</param>
internal sealed class MessageExport(ExportFolder folder, ExportOptions options, Instruments instruments, IReadOnlyDictionary<string, string> notes)
    : IAsyncDisposable
{
    private const int MessagesBetweenReports = 4_096;

    private readonly PartitionedTable<MessageRows> _messages = new("messages", "tr", folder, options, notes);
    private readonly PartitionedTable<RecordRows> _records = new("records", "underlying", folder, options, notes);
    private readonly RefusalCounts _refusedMessages = new(), _refusedRecords = new();
    private readonly bool _makesMessages = options.Tables.HasFlag(ExportTables.Messages), _makesRecords = options.Tables.HasFlag(ExportTables.Records);

    /// <summary>Number of messages so far.</summary>
    public long Messages { get; private set; }

    /// <summary>Writes the tables.</summary>
    /// <param name="recording">The messages.</param>
    /// <param name="total">Number of messages; <see langword="null"/> when it is not known.</param>
    /// <param name="stop">Ends it; what was written is then removed.</param>
    public async Task<IReadOnlyList<ExportedTable>> RunAsync(IEnumerable<RecordedMessage> recording, long? total, CancellationToken stop)
    {
        var step = (_makesMessages, _makesRecords) switch { (true, true) => "messages and records", (true, _) => "messages", _ => "records" };
        foreach (var message in recording)
        {
            stop.ThrowIfCancellationRequested();
            Add(message);
            if (_messages.IsDue) await _messages.WriteDueAsync(stop).ConfigureAwait(false);
            if (_records.IsDue) await _records.WriteDueAsync(stop).ConfigureAwait(false);
            if (++Messages % MessagesBetweenReports == 0) options.Progress?.Invoke(new ExportProgress(step, Messages, total));
        }

        List<ExportedTable> tables = [];
        if (_makesMessages) tables.Add(await _messages.PublishAsync(stop).ConfigureAwait(false) with { Refused = _refusedMessages.All });
        if (_makesRecords) tables.Add(await _records.PublishAsync(stop).ConfigureAwait(false) with { Refused = _refusedRecords.All });
        return tables;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _messages.DisposeAsync().ConfigureAwait(false);
        await _records.DisposeAsync().ConfigureAwait(false);
    }

    private void Add(in RecordedMessage message)
    {
        var day = DateOnly.FromDateTime(message.ReceivedAt.ToOffset(MarketTime.Offset).DateTime);
        var head = MessageHead.Of(message);
        _refusedMessages.Count(head.Error);
        if (_makesMessages)
        {
            _messages.Of(new PartitionKey(day, head.Topic)).Add(message, day, head);
            _messages.Added(message.Bytes.Length);
        }

        if (_makesRecords && head is { Envelope.Layout: { } layout, Error: DecodeError.None }) AddRecords(message, day, head.Envelope, layout);
    }

    private void AddRecords(in RecordedMessage message, DateOnly day, EnvelopeHead head, RecordLayout layout)
    {
        var records = new MessageRecords(message.Bytes.Span, head);
        for (var number = 1; records.TryRead(out var record); number++)
        {
            _refusedRecords.Count(record.Error);
            var isRefused = record.Error != DecodeError.None;
            var code = isRefused ? records.Code() : record.Forecast.Code;
            var place = new PartitionKey(day, code.IsNone ? null : instruments.Find(code).Underlying);
            _records.Of(place).Add(message, layout, place, instruments.Text(code), number, records.Width, record, records.Raw);
            _records.Added(isRefused ? records.Raw.Length : 0);
        }
    }
}
