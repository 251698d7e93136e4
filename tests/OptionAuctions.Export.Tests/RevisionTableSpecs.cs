using OptionAuctions.Replay;
using static OptionAuctions.Export.Tests.RecordedFolder;

namespace OptionAuctions.Export.Tests;

/// <summary>The table <c>revisions</c> is what a subscriber to each change of a replay is told, row for row.</summary>
public sealed class RevisionTableSpecs : IDisposable
{
    private const string Columns = """
        change_number, day, underlying, code, type, strike, last_trading_day, kind, revision, conflated, epoch_us(received_at), epoch_us(published_at), epoch,
        data_message, record, price, change, rate, sign, phase_code, phase, call, epoch_us(phase_since), phase_by_clock, phase_disagrees, call_number,
        epoch_us(call_began), epoch_us(known_from), is_whole, call_records, unmatched, reversals, first, last, high, low, epoch_us(price_changed_at), convergence,
        mean, dispersion, call_mean, call_dispersion, is_current, stale, gaps, epoch_us(gap_since), epoch_us(gap_from), epoch_us(gap_to), gap_reason, quality,
        odd_records, registration, previous_close, final_price, slippage, quantity, ask, bid, total_bid_quantity
        """;

    private readonly RecordedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_change_of_a_replay_is_a_row_with_the_state_after_it()
    {
        await _folder.RecordCallAsync();

        var result = await _folder.ExportAsync(options => options with { Tables = ExportTables.Revisions });

        Assert.Empty(result.Problems);
        var changes = new List<AuctionChanged>();
        await RecordingReplay.RunAsync(_folder.Open(), new ReplayOptions { OnChange = (in AuctionChanged change) => changes.Add(change) });
        Assert.Contains(changes, change => change.Kind == ChangeKind.Gap);
        Assert.Contains(changes, change => change.Current.FinalPrice.HasValue);
        var rows = _folder.Table("revisions").Query($"SELECT {Columns} FROM {{0}} ORDER BY change_number");
        Assert.Equal(changes.Count, rows.Count);
        for (var i = 0; i < rows.Count; i++) Assert.Equal(Expected(changes[i], i + 1), rows[i]);
    }

    [Fact]
    public async Task The_time_of_a_change_is_that_of_the_replay()
    {
        await _folder.RecordCallAsync();

        await _folder.ExportAsync(options => options with { Tables = ExportTables.Revisions });

        var rows = _folder.Table("revisions").Query("SELECT kind, epoch_us(changed_at), epoch_us(received_at) FROM {0} ORDER BY change_number");
        Assert.Equal(Microseconds(Morning), rows[0][1]); // a snapshot has no record yet
        Assert.All(rows.Where(row => row[0] is "indication"), row => Assert.True((long)row[1]! >= (long)row[2]!));
        Assert.Equal(rows.Select(row => (long)row[1]!).Order(), rows.Select(row => (long)row[1]!));
    }

    [Fact]
    public async Task Prices_are_exact_decimals_and_rows_lie_by_day_and_underlying()
    {
        await _folder.RecordCallAsync();

        await _folder.ExportAsync(options => options with { Tables = ExportTables.Revisions });

        var types = _folder.Table("revisions").Types();
        Assert.All(
            (string[])["price", "change", "rate", "first", "last", "high", "low", "previous_close", "final_price", "slippage", "ask", "bid"],
            name => Assert.Equal("DECIMAL(10,2)", types[name]));
        Assert.Equal(("DATE", "VARCHAR", "TIMESTAMP WITH TIME ZONE"), (types["day"], types["underlying"], types["changed_at"]));
        Assert.Equal(
            ["revisions/day=2026-11-30/underlying=000660/part-0000.parquet", "revisions/day=2026-11-30/underlying=005930/part-0000.parquet"],
            _folder.Files().Keys.Order(StringComparer.Ordinal));
    }

    private static object?[] Expected(in AuctionChanged change, long number)
    {
        var (kind, state, conflated) = change;
        var (isCall, path, session, some) = (state.Code == Call, state.Path, state.Session, state.HasRecord);
        return
        [
            number, new DateOnly(2026, 11, 30), isCall ? "005930" : "000660", $"{state.Code}", isCall ? "call" : "put", isCall ? 71_000m : 182_500m,
            new DateOnly(2026, 12, 10), Name(kind), state.Revision, conflated, some ? Microseconds(state.ReceivedAt) : null, Microseconds(state.PublishedAt),
            some ? state.Epoch : null, some ? state.MessageNumber : null, some ? state.RecordNumber : null, state.Latest.Price.ToDecimal(),
            state.Latest.Change.ToDecimal(), state.Latest.Rate.ToDecimal(), Some(state.Latest.Sign.Raw), Some(state.Latest.Phase.Raw), Name(session.Phase),
            session.Call == CallKind.None ? null : Name(session.Call), Microseconds(session.Since), session.IsByClock, session.Disagrees, path.Number,
            Microseconds(path.Began), Microseconds(path.KnownFrom), path.IsWhole, path.Revisions, path.Unmatched, path.Reversals, path.First.ToDecimal(),
            path.Last.ToDecimal(), path.High.ToDecimal(), path.Low.ToDecimal(), Microseconds(path.ChangedAt), path.Convergence, path.Window(0).Mean,
            path.Window(0).Dispersion, path.Call.Mean, path.Call.Dispersion, state.IsCurrent, state.Stale == StaleReason.None ? null : Name(state.Stale),
            state.Gaps, Microseconds(state.GapSince), state.Gaps > 0 ? Microseconds(state.LastGap.From) : null,
            state.Gaps > 0 ? Microseconds(state.LastGap.To) : null, state.Gaps > 0 ? Name(state.LastGap.Reason) : null,
            state.Quality == AuctionQuality.None ? null : Name(state.Quality), state.OddRecords, Name(state.Registration), state.PreviousClose.ToDecimal(),
            state.FinalPrice.ToDecimal(), state.Slippage.ToDecimal(), state.Detail?.Quantity, state.Detail?.Ask.ToDecimal(), state.Detail?.Bid.ToDecimal(),
            state.Detail?.TotalBidQuantity,
        ];
    }

    private static string? Some(string text) => text.Length > 0 ? text : null;

    private static long? Microseconds(DateTimeOffset? moment) => moment is { } at ? (at - DateTimeOffset.UnixEpoch).Ticks / 10 : null;

    /// <summary>The name in lower case with hyphens, and of several flags with spaces between them.</summary>
    private static string Name(Enum value)
    {
        var name = $"{value}".Replace(",", "", StringComparison.Ordinal);
        return string.Concat(name.Select((letter, i) =>
            char.IsUpper(letter) && i > 0 && char.IsLower(name[i - 1]) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
    }
}
