using System.Globalization;
using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Scenarios;

/// <summary>One test a shipped scenario: those about stocks, futures and the columns that only their TRs have.</summary>
public sealed class ShippedStockScenariosSpecs
{
    private const string Stock = "005930", Future = "A11612";
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, MarketTime.Offset);

    [Fact]
    public async Task Dummy_column_ends_every_record_of_a_stock_in_a_delimiter()
    {
        var heard = await HearAsync("dummy-column", Monday.AddHours(9).AddMinutes(-0.2), ("H0STASP0", Stock), ("H0STCNT0", Stock));

        Assert.Equal([47, 60], heard.Select(m => Columns(m).Length).Distinct().Order());
        Assert.All(heard, m => Assert.EndsWith("^", m));
    }

    [Fact]
    public async Task Wide_stock_book_has_sixty_three_columns_and_leaves_the_others_alone()
    {
        var heard = await HearAsync("wide-stock-book", Monday.AddHours(8.75), ("H0STASP0", Stock), ("H0ZFANC0", Future));

        Assert.Equal([("H0STASP0", 63), ("H0ZFANC0", 8)], heard.Select(m => (TrId(m), Columns(m).Length)).Distinct().Order());
        Assert.All(heard, m => Assert.Equal(DecodeError.None, Read(m).Error));
    }

    [Fact]
    public async Task Sign_before_change_stands_in_records_of_futures_only()
    {
        var heard = await HearAsync("sign-before-change", Monday.AddHours(8.75), ("H0ZFANC0", Future), ("H0ZOANC0", Scene.Code));

        Assert.All(heard.Where(m => TrId(m) == "H0ZFANC0"), m => Assert.Equal((1, true), (Columns(m)[3].Length, Columns(m)[4].Contains('.'))));
        Assert.All(heard.Where(m => TrId(m) == "H0ZOANC0"), m => Assert.Equal((true, 1), (Columns(m)[3].Contains('.'), Columns(m)[4].Length)));
    }

    [Fact]
    public async Task Quantity_zero_is_told_beside_a_price()
    {
        var heard = await HearAsync("quantity-zero", Monday.AddHours(8.75), ("H0ZFANC0", Future), ("H0STASP0", Stock));

        Assert.Equal(["H0STASP0", "H0ZFANC0"], heard.Select(TrId).Distinct().Order());
        Assert.All(heard, m => Assert.True(Read(m) is { Detail.Quantity: 0, Record.Price.HasValue: true }, m));
    }

    [Fact]
    public async Task Book_without_forecast_says_in_the_call_what_it_says_in_session()
    {
        var calm = await HearAsync("calm", Monday.AddHours(8.75), ("H0STASP0", Stock));
        var heard = await HearAsync("book-without-forecast", Monday.AddHours(8.75), ("H0STASP0", Stock));

        Assert.Equal(calm.Count, heard.Count);
        Assert.All(heard.Zip(calm), pair =>
        {
            var (without, with) = (Columns(pair.First), Columns(pair.Second));
            var close = Whole(with[47]) - Whole(with[50]);
            Assert.Equal(("B", "0", "0", $"{-close}", "5", "-100.00"), (without[2], without[47], without[48], without[50], without[51], without[52]));
            Assert.Equal(with[..47], without[..47]);
        });
    }

    [Fact]
    public async Task Volatility_interruption_is_a_call_of_stocks_with_phase_C_and_ends_with_a_trade()
    {
        var heard = await HearAsync(
            "volatility-interruption", Monday.AddHours(10).AddMinutes(29), 240, ("H0STASP0", Stock), ("H0STCNT0", Stock), ("H0ZFANC0", Future));

        var (from, to) = (new TimeOnly(10, 30), new TimeOnly(10, 32));
        var books = heard.Where(m => TrId(m) == "H0STASP0").ToArray();
        Assert.All(books, m => Assert.Equal(TimeOf(m) >= from && TimeOf(m) < to ? "C" : "0", Columns(m)[2]));
        Assert.InRange(books.Count(m => Columns(m)[2] == "C"), 60, 300);
        Assert.All(books, m => Assert.Equal(Columns(m)[2] == "C", Whole(Columns(m)[47]) > 0));
        var trades = heard.Where(m => TrId(m) == "H0STCNT0").ToArray();
        Assert.DoesNotContain(trades, m => TimeOf(m) >= from && TimeOf(m) < to);
        var cross = Assert.Single(trades, m => Columns(m)[21] == "3");
        Assert.Equal((to, Columns(cross)[2]), (TimeOf(cross), Columns(cross)[45])); // the price of the last call is the next one's reference
        Assert.DoesNotContain(heard, m => TrId(m) == "H0ZFANC0");
    }

    [Fact]
    public async Task Gap_up_opens_stock_future_and_calls_six_percent_higher()
    {
        var heard = await HearAsync("gap-up", Monday.AddHours(9).AddMinutes(-0.2), ("H0STCNT0", Stock), ("H0ZFANC0", Future), ("H0ZOANC0", Scene.Code));

        Assert.InRange(Rate(heard.First(m => TrId(m) == "H0STCNT0")), 5.8, 6.2);
        Assert.InRange(Rate(heard.Single(m => TrId(m) == "H0ZFANC0" && m.Contains("^112^", StringComparison.Ordinal))), 5.8, 6.2);
        Assert.True(Rate(heard.Single(m => TrId(m) == "H0ZOANC0" && m.EndsWith("^112", StringComparison.Ordinal))) > 50);

        static double Rate(string message) => double.Parse(Columns(message)[5], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_halt_is_one_of_the_stock_too()
    {
        var heard = await HearAsync("call-after-halt", Monday.AddHours(10).AddMinutes(31), ("H0STASP0", Stock), ("H0ZOANC0", Scene.Code));

        Assert.Equal(["311", "C"], heard.Select(m => TrId(m) == "H0STASP0" ? Columns(m)[2] : Columns(m)[6]).Distinct().Order());
    }

    private static Task<List<string>> HearAsync(string scenario, DateTimeOffset from, params (string TrId, string Code)[] keys) =>
        HearAsync(scenario, from, 30, keys);

    /// <summary>Returns the messages of some seconds, split to one record each.</summary>
    private static async Task<List<string>> HearAsync(string scenario, DateTimeOffset from, int seconds, params (string TrId, string Code)[] keys)
    {
        await using var scene = await Scene.OpenAsync(scenario, startsAt: from);
        var client = await scene.ConnectAsync();
        foreach (var (trId, code) in keys)
        {
            await client.RequestAsync(code, trId: trId);
            Assert.Contains("OPSP0000", await client.AnswerAsync());
        }

        scene.Pass(seconds);
        var heard = (await scene.DataAsync(client)).SelectMany(Split).ToList();
        Assert.True(heard.Count > 15);
        return heard;
    }

    private static IEnumerable<string> Split(string message)
    {
        var parts = message.Split('|');
        var fields = parts[3].Split('^');
        return fields.Chunk(fields.Length / (int)Whole(parts[2])).Select(record => $"0|{parts[1]}|001|{string.Join('^', record)}");
    }

    private static (ExpectedExecution Record, RecordDetail? Detail, DecodeError Error) Read(string message)
    {
        var bytes = Encoding.ASCII.GetBytes(message);
        var head = EnvelopeDecoder.Decode(bytes);
        Assert.Equal(DecodeError.None, RecordReader.Open(bytes, head, head.Layout!, out var reader));
        Assert.True(reader.TryRead(out var record, out var detail, out var error));
        return (record, detail, error);
    }

    private static string TrId(string message) => message.Split('|')[1];

    private static string[] Columns(string message) => message.Split('|')[3].Split('^');

    private static TimeOnly TimeOf(string message) => TimeOnly.ParseExact(Columns(message)[1], "HHmmss", CultureInfo.InvariantCulture);

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
