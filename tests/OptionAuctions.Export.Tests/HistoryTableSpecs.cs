using OptionAuctions.History;
using OptionAuctions.Replay;

namespace OptionAuctions.Export.Tests;

/// <summary>The table <c>history</c> is what the collector of call auctions finds in a replay, one row for each call.</summary>
public sealed class HistoryTableSpecs : IDisposable
{
    private readonly RecordedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_call_of_a_day_is_one_row_with_its_newest_figures()
    {
        await _folder.RecordCallAsync();

        var result = await _folder.ExportAsync(options => options with { Tables = ExportTables.History });

        var rows = _folder.Table("history").Query("""
            SELECT day, call, ordinal, underlying, type, strike, code, first, last, high, low, call_records, reversals, convergence, epoch_us(first_record_at),
                epoch_us(last_record_at), is_whole, final_price, slippage, gaps, odd_records FROM {0} ORDER BY code
            """);
        var expected = await CallsAsync();
        Assert.Equal(["005930", "000660"], rows.Select(row => row[3]));
        for (var i = 0; i < rows.Count; i++) Assert.Equal(Row(expected[i]), rows[i]);
        Assert.Equal((2L, 1), (result.Tables.Single().Rows, result.Tables.Single().Files));
        Assert.Equal("history/day=2026-11-30/call=opening/part-0000.parquet", Assert.Single(_folder.Files().Keys));
    }

    /// <summary>The newest summary of each call, as the collector gives them when it is asked without an export.</summary>
    private async Task<IReadOnlyList<CallSummary>> CallsAsync()
    {
        var collector = new AuctionHistoryCollector(_ => null, "test");
        var all = new List<CallSummary>();
        await RecordingReplay.RunAsync(_folder.Open(), new ReplayOptions { OnChange = (in AuctionChanged change) => all.AddRange(collector.Add(change)) });
        all.AddRange(collector.Flush());
        Assert.Contains(all, call => call.FinalPrice.HasValue);
        return [.. all.GroupBy(call => call.Code).Select(call => call.Last()).OrderBy(call => $"{call.Code}", StringComparer.Ordinal)];
    }

    private static object?[] Row(CallSummary call)
    {
        var isCall = call.Code == RecordedFolder.Call;
        return
        [
            call.Day, call.Call.ToString().ToLowerInvariant(), call.Ordinal, isCall ? "005930" : "000660", isCall ? "call" : "put",
            isCall ? 71_000m : 182_500m, $"{call.Code}", call.First.ToDecimal(), call.Last.ToDecimal(), call.High.ToDecimal(), call.Low.ToDecimal(),
            call.Revisions, call.Reversals, call.Convergence, Microseconds(call.FirstRecordAt), Microseconds(call.LastRecordAt), call.IsWhole,
            call.FinalPrice.ToDecimal(), call.Slippage.ToDecimal(), call.Gaps, call.OddRecords,
        ];
    }

    private static long? Microseconds(DateTimeOffset? moment) => moment is { } at ? (at - DateTimeOffset.UnixEpoch).Ticks / 10 : null;
}
