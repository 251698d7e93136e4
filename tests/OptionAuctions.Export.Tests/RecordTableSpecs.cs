using System.Text;
using OptionAuctions.TestKit;
using static OptionAuctions.Export.Tests.RecordedFolder;

namespace OptionAuctions.Export.Tests;

/// <summary>The table <c>records</c> has the columns of each record as the feed's decoder reads them, and of what it refuses the bytes.</summary>
public sealed class RecordTableSpecs : IDisposable
{
    private readonly RecordedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_record_of_a_message_is_a_row_with_exact_numbers()
    {
        var message = MessageBuilder.ExpectedExecutions
            .WithText("B11612083^084005^21474836.47^-21474836.47^5^-0.01^311").WithText("C50612081^084006^1060^120.00^2^12.77^30").ToBytes();
        await _folder.RecordAsync(message);

        await ExportAsync();

        Assert.Equal(
            [
                ["005930", "B11612083", 1L, 1, 7, new TimeOnly(8, 40, 5), 21474836.47m, -21474836.47m, -0.01m, "5", "311", null, null, null],
                ["000660", "C50612081", 1L, 2, 7, new TimeOnly(8, 40, 6), 1060m, 120m, 12.77m, "2", "30", null, null, null],
            ],
            _folder.Table("records").Query(
                "SELECT underlying, code, number, record, columns, time, price, change, rate, sign, phase, quality, error, raw FROM {0} ORDER BY record"));
    }

    [Fact]
    public async Task A_value_that_the_venue_left_out_is_null()
    {
        await _folder.RecordAsync(MessageBuilder.ExpectedExecutions
            .WithText("B11612083^^0^^^nan^").WithText("B11612083^000000^(null)^(null)^^^(null)").ToBytes());

        await ExportAsync();

        Assert.All(
            _folder.Table("records").Query("SELECT time, price, change, rate, sign, phase, error FROM {0}"),
            row => Assert.All(row, Assert.Null));
    }

    [Fact]
    public async Task A_record_that_is_refused_keeps_its_bytes_its_reason_and_its_code_and_is_counted()
    {
        byte[] refused = [.. "B11612083^084005^10"u8, 0xff, 0xfe, .. "^0^3^0.00^30"u8];
        await _folder.RecordAsync(
            [.. "0|H0ZOANC0|002|"u8, .. refused, .. "^B11612083^084006^1060.00^-120.00^5^-10.17^311"u8], "0|H0ZOANC0|001|b?^084006^1060^0^3^0^30"u8.ToArray());

        var records = (await ExportAsync()).Tables.Single();

        Assert.Equal(new Dictionary<DecodeError, long> { [DecodeError.BadNumber] = 1, [DecodeError.BadCode] = 1 }, records.Refused);
        Assert.Equal(
            [
                ["005930", "B11612083", null, "bad-number", refused], ["005930", "B11612083", 1060m, null, null],
                [null, null, null, "bad-code", "b?^084006^1060^0^3^0^30"u8.ToArray()],
            ],
            _folder.Table("records").Query("SELECT underlying, code, price, error, raw FROM {0} ORDER BY number, record"));
    }

    [Fact]
    public async Task Trades_and_books_have_their_quantities_and_quotes()
    {
        var book = new RecordDetail { Ask = Won.Of(1070), Bid = Won.Of(1050), AskQuantity = 3, BidQuantity = 12, TotalAskQuantity = 40, TotalBidQuantity = 51 };
        await _folder.RecordAsync(
            MessageBuilder.Trades.With(new Trade(Call, new TimeOnly(9, 0, 1), Won.Of(1100), Won.Of(1080))).ToBytes(),
            MessageBuilder.Books.WithBook(Call, new TimeOnly(9, 0, 2), book).ToBytes());

        await ExportAsync();

        Assert.Equal(
            [["trade", "H0ZOCNT0", 1100m, -80m, 1080m], ["book", "H0ZOASP0", null, null, null]],
            _folder.Table("records").Query("SELECT kind, tr, price, change, opening_price FROM {0} ORDER BY number"));
        Assert.Equal(
            [[1070m, 1050m, 3L, 12L, 40L, 51L]],
            _folder.Table("records").Query(
                "SELECT ask, bid, ask_quantity, bid_quantity, total_ask_quantity, total_bid_quantity FROM {0} WHERE kind = 'book'"));
    }

    [Fact]
    public async Task An_underlying_keeps_its_zeros_and_one_that_is_not_known_is_null()
    {
        var samsung = new Instrument("005930");
        var stock = MessageBuilder.For(samsung).With(samsung, new TimeOnly(8, 40, 5), 71_000);
        await _folder.RecordAsync(
            stock.ToBytes(), MessageBuilder.ExpectedExecutions.With(Call, new TimeOnly(8, 40, 5), 1060).ToBytes(),
            MessageBuilder.ExpectedExecutions.With(new Instrument("B99912001"), new TimeOnly(8, 40, 5), 1060).ToBytes());

        await ExportAsync();

        Assert.Equal(
            [[null, "B99912001"], ["005930", "005930"], ["005930", "B11612083"]],
            _folder.Table("records").Query("SELECT underlying, code FROM {0} ORDER BY underlying NULLS FIRST, code"));
        Assert.Equal([[2L]], _folder.Table("records").Query("SELECT count(*) FROM {0} WHERE underlying = '005930'"));
        Assert.Contains("records/day=2026-11-30/underlying=__HIVE_DEFAULT_PARTITION__/part-0000.parquet", _folder.Files().Keys);
    }

    [Theory]
    [InlineData("""{"Series":[{"Code":"B11612083","Underlying":"../../../tmp","LastTradingDay":"2026-12-10","Strike":71000,"IsCall":true}]}""", false)]
    [InlineData("""{"Series":[{"Code":"B11612083"}]}""", true)]
    [InlineData("no JSON", true)]
    public async Task An_instruments_file_that_is_none_costs_the_underlying_and_is_said(string json, bool isSaid)
    {
        _folder.InstrumentsJson = json;
        await _folder.RecordAsync(MessageBuilder.ExpectedExecutions.With(Call, new TimeOnly(8, 40, 5), 1060).ToBytes());

        var result = await ExportAsync();

        Assert.Equal(isSaid, result.Problems.Any(problem => problem.StartsWith("instruments.json", StringComparison.Ordinal)));
        Assert.Equal([[null, "B11612083"]], _folder.Table("records").Query("SELECT underlying, code FROM {0}"));
    }

    [Fact]
    public async Task Columns_have_their_types()
    {
        await _folder.RecordAsync(Encoding.ASCII.GetBytes("0|H0ZOANC0|001|B11612083^084006^1060^0^3^0^30"));

        await ExportAsync();

        var types = _folder.Table("records").Types();
        Assert.All((string[])["price", "change", "rate", "opening_price", "ask", "bid"], name => Assert.Equal("DECIMAL(10,2)", types[name]));
        Assert.Equal(("DATE", "VARCHAR", "TIME", "BLOB"), (types["day"], types["underlying"], types["time"], types["raw"]));
        Assert.Equal(("BIGINT", "DOUBLE", "TIMESTAMP WITH TIME ZONE"), (types["quantity"], types["volatility"], types["received_at"]));
    }

    private Task<ExportResult> ExportAsync() => _folder.ExportAsync(options => options with { Tables = ExportTables.Records });
}
