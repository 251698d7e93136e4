using System.Text;
using OptionAuctions.Recording;
using OptionAuctions.TestKit;
using static OptionAuctions.Export.Tests.RecordedFolder;

namespace OptionAuctions.Export.Tests;

/// <summary>The table <c>messages</c> is the recording, row for row.</summary>
public sealed class MessageTableSpecs : IDisposable
{
    private const int NanosecondsOfATick = 100;

    private static readonly byte[] Forecast = MessageBuilder.ExpectedExecutions.With(Call, new TimeOnly(8, 40, 5), 1060).ToBytes();

    private readonly RecordedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_message_is_a_row_with_its_bytes_its_connection_and_its_time()
    {
        await _folder.RecordAsync(
            Forecast, """{"header":{"tr_id":"PINGPONG","datetime":"20261130084000"}}"""u8.ToArray(), [.. "0|H0ZOANC0|001|"u8, 0xff, 0xfe, 0],
            "0|H0NOBODY|001|x"u8.ToArray(), "0|H0ZOANC0|001|on and on~"u8.ToArray(), [],
            MessageBuilder.Trades.With(new Trade(Put, null, Won.Of(5), default)).ToBytes());
        await _folder.RecordAsync(Morning.AddDays(1), appKey: 1, epoch: 2, skipped: 0, [Forecast]);
        await _folder.RecordAsync(Morning.AddDays(1).AddHours(1), appKey: 1, epoch: 2, skipped: 3, [Forecast, Forecast]);

        var result = await _folder.ExportAsync(options => options with { Tables = ExportTables.Messages });

        Assert.Empty(result.Problems);
        var rows = _folder.Table("messages").Query(
            "SELECT app_key, epoch, number, kind, continuity, epoch_us(received_at), day, payload FROM {0} ORDER BY received_at, number");
        var expected = _folder.Open().Read().Select(message => new object?[]
        {
            message.AppKey, message.Epoch, message.Number, KindOf(message), message.Continuity.ToString().ToLowerInvariant(),
            (message.ReceivedAt - DateTimeOffset.UnixEpoch).Ticks / 10, DateOnly.FromDateTime(message.ReceivedAt.DateTime), message.Bytes.ToArray(),
        }).ToList();
        Assert.Equal(10, expected.Count);
        Assert.Equal(expected, rows);
        Assert.Equal(10, Assert.Single(result.Tables).Rows);
    }

    [Fact]
    public async Task Times_have_the_recordings_own_resolution_of_a_tenth_of_a_microsecond()
    {
        await _folder.RecordAsync(Forecast, Forecast);

        await _folder.ExportAsync(options => options with { Tables = ExportTables.Messages });

        await using var file = File.OpenRead(Assert.Single(Directory.GetFiles(_folder.To, "*.parquet", SearchOption.AllDirectories)));
        await using var reader = await Parquet.ParquetReader.CreateAsync(file);
        var field = Assert.IsType<Parquet.Schema.DateTimeDataField>(reader.Schema.FindDataField("received_at"));
        Assert.Equal((Parquet.Schema.DateTimeTimeUnit.Nanos, true), (field.Unit, field.IsAdjustedToUTC));
        using var group = reader.OpenRowGroupReader(0);
        var times = new DateTime[2];
        await group.ReadAsync<DateTime>(field, times);
        Assert.Equal(100_001L * NanosecondsOfATick, (times[1] - times[0]).Ticks * NanosecondsOfATick);
    }

    [Fact]
    public async Task Messages_lie_by_day_and_TR_and_columns_have_their_types()
    {
        await _folder.RecordAsync(Forecast, "{}"u8.ToArray());

        await _folder.ExportAsync(options => options with { Tables = ExportTables.Messages });

        Assert.Equal(
            ["messages/day=2026-11-30/tr=H0ZOANC0/part-0000.parquet", "messages/day=2026-11-30/tr=control/part-0000.parquet"],
            _folder.Files().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "day DATE", "tr VARCHAR", "received_at TIMESTAMP WITH TIME ZONE", "app_key INTEGER", "epoch INTEGER", "number BIGINT", "kind VARCHAR",
                "continuity VARCHAR", "records INTEGER", "error VARCHAR", "layout VARCHAR", "payload BLOB",
            ],
            _folder.Table("messages").Types().Select(column => $"{column.Key} {column.Value}"));
    }

    [Fact]
    public async Task A_message_that_has_no_readable_record_is_counted_by_its_reason_and_a_row_all_the_same()
    {
        await _folder.RecordAsync(Forecast, "0|H0ZOANC0|002|B11612083^084005"u8.ToArray(), "1|H0ZOANC0|001|Zm9v"u8.ToArray(), "0|H0ZOANC0|abc|x"u8.ToArray());

        var messages = (await _folder.ExportAsync(options => options with { Tables = ExportTables.Messages })).Tables.Single();

        Assert.Equal(
            new Dictionary<DecodeError, long> { [DecodeError.FieldCount] = 1, [DecodeError.Encrypted] = 1, [DecodeError.BadCount] = 1 }, messages.Refused);
        Assert.Equal(
            [[1, null], [2, "field-count"], [null, "encrypted"], [null, "bad-count"]],
            _folder.Table("messages").Query("SELECT records, error FROM {0} ORDER BY number"));
        Assert.Equal(
            [["code=1 time=2 price=3 change=4 sign=5 rate=6 phase=7"]], _folder.Table("messages").Query("SELECT DISTINCT layout FROM {0}"));
    }

    private static string KindOf(RecordedMessage message) => message.Kind switch
    {
        MessageKind.Data when !Encoding.Latin1.GetString(message.Bytes.Span).Contains("H0ZO", StringComparison.Ordinal) => "unknown",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
