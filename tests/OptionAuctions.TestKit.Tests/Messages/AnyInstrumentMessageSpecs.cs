using CsCheck;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit.Tests.Messages;

/// <summary>What the builder writes of any instrument is what the real decoder reads by the layout of its TR.</summary>
public sealed class AnyInstrumentMessageSpecs
{
    private static readonly TimeOnly Time = new(8, 45, 12);
    private static readonly Instrument Stock = new("005930"), Future = new("A11610");

    private static readonly Gen<RecordDetail> Detail = Gen.Select(
        Gen.Long[0, 1_000_000_000].Array[10], Gen.Int[0, 1_000].Array[2],
        (quantities, quotes) => new RecordDetail
        {
            Quantity = quantities[0], ExpectedVolume = quantities[1], Volume = quantities[2], OpenInterest = quantities[3],
            Bid = Quote(quotes[0]), Ask = Quote(quotes[1]), BidQuantity = quantities[4], AskQuantity = quantities[5],
            TotalBidQuantity = quantities[4] + quantities[6], TotalAskQuantity = quantities[5] + quantities[7],
        });

    public static TheoryData<string> Forecasts => [.. RecordLayout.Served.Where(l => l.Kind == RecordKind.ExpectedExecution).Select(l => l.TrId)];

    [Fact]
    public void A_forecast_of_a_future_has_its_quantity_behind_the_columns_of_an_option() => Assert.Equal(
        "0|H0ZFANC0|001|A11610^084512^71200.00^200.00^2^0.28^311^1200", $"{MessageBuilder.For(Future).With(Future, Time, 71_200, quantity: 1_200)}");

    [Fact]
    public void A_forecast_of_a_stock_is_in_whole_won_with_ten_levels_on_each_side_and_their_totals() => Assert.Equal(
        "0|H0STASP0|001|005930^084512^B^" +
        "71300^71400^71500^71600^71700^71800^71900^72000^72100^72200^71100^71000^70900^70800^70700^70600^70500^70400^70300^70200^" +
        string.Concat(Enumerable.Repeat("500^", 20)) + "5000^5000^0^0^71200^1200^1200^200^2^0.28^0^0^0^0^0^0",
        $"{MessageBuilder.For(Stock).With(Stock, Time, 71_200, quantity: 1_200)}");

    [Fact]
    public void Of_a_stock_for_which_nothing_would_match_the_change_is_from_the_whole_previous_close() => Assert.Equal(
        ["0", "0", "0", "-71000", "5", "-100.00"], $"{MessageBuilder.For(Stock).With(Stock, Time, null)}".Split('^')[47..53]);

    [Fact]
    public void A_book_of_an_option_has_five_levels_on_each_side_that_share_the_totals()
    {
        var book = new RecordDetail
        {
            Bid = Won.Of(1120), Ask = Won.Of(1140), BidQuantity = 12, AskQuantity = 187, TotalBidQuantity = 212, TotalAskQuantity = 187,
        };

        var columns = $"{MessageBuilder.Books.WithBook(Some.Code, Time, book)}".Split('|')[^1].Split('^');

        Assert.Equal((68, "B11612083", "084512"), (columns.Length, columns[0], columns[1]));
        Assert.Equal(["1140.00", "0.00", "0.00", "0.00", "0.00", "1120.00", "1100.00", "1080.00", "1060.00", "1040.00"], columns[2..12]);
        Assert.Equal(["187", "0", "0", "0", "0", "12", "50", "50", "50", "50"], columns[22..32]);
        Assert.Equal(["187", "212"], columns[34..36]);
    }

    [Theory]
    [MemberData(nameof(Forecasts))]
    public void Any_record_and_any_book_are_read_as_they_were_written(string trId)
    {
        var layout = RecordLayout.Named(trId)!;
        Gen.Select(Detail, Gen.Int[0, 2_000], Gen.Int[0, 3]).Sample((detail, won, extra) =>
        {
            var code = layout.Key == KeyRule.Stock ? Stock : Some.Code;
            var record = MessageBuilder.ExpectedExecution(code, Time, won == 0 ? null : won * 100, previousClose: 71_000);
            var message = MessageBuilder.Of(layout).Appending([.. Enumerable.Repeat("new", extra)]).With(record, detail).With(record, detail).ToBytes();

            Assert.Equal(DecodeError.None, RecordReader.Open(message, EnvelopeDecoder.Decode(message), layout, out var reader));
            for (var i = 0; i < 2; i++)
            {
                Assert.True(reader.TryRead(out var read, out var readDetail, out var error));
                Assert.Equal((DecodeError.None, record), (error, read));
                Assert.Equal(Written(layout, detail), readDetail);
            }

            return reader.Width == layout.Width + extra;
        });
    }

    [Fact]
    public void A_detail_that_is_empty_is_written_and_read_as_empty()
    {
        var message = MessageBuilder.For(Stock).With(MessageBuilder.ExpectedExecution(Stock, Time, 71_200), new RecordDetail()).ToBytes();

        Assert.Equal(DecodeError.None, RecordReader.Open(message, EnvelopeDecoder.Decode(message), RecordLayout.H0STASP0, out var reader));
        Assert.True(reader.TryRead(out _, out var detail, out var error));
        Assert.Equal((DecodeError.None, new RecordDetail()), (error, detail));
    }

    [Fact]
    public void A_trade_of_a_stock_is_read_as_it_was_written()
    {
        var trade = new Trade(Stock, new TimeOnly(9, 0, 1), Won.Of(71_300), Won.Of(71_200));
        var message = MessageBuilder.For(new Topic(Stock, RecordKind.Trade)).With(trade).ToBytes();

        Assert.Equal(DecodeError.None, TradeReader.Open(message, EnvelopeDecoder.Decode(message), RecordLayout.H0STCNT0, out var reader));
        Assert.True(reader.TryRead(out var read, out var detail, out var error));
        Assert.Equal((trade, DecodeError.None, 46, 1), (read, error, reader.Width, detail!.Quantity));
    }

    [Fact]
    public void A_TR_that_a_test_adds_is_written_by_its_layout()
    {
        var added = new RecordLayout(
            RecordKind.ExpectedExecution, "H0TESTYY", new KeyRule("test", code => code.ToString().StartsWith("YY", StringComparison.Ordinal)), width: 6,
            FieldSpec.Of(1, RecordRole.Quantity, "Q", 8), FieldSpec.Of(3, RecordRole.Price, "P", 8), FieldSpec.Of(4, RecordRole.Time, "T", 6),
            FieldSpec.Of(6, RecordRole.Code, "C", 9));
        RecordLayout.Add(added);
        var code = new Instrument("YY0001");

        Assert.Equal("0|H0TESTYY|001|7^0.00^1060.00^084512^0.00^YY0001", $"{MessageBuilder.For(code).With(code, Time, 1060, quantity: 7)}");
    }

    [Fact]
    public void What_a_TR_does_not_have_is_refused_by_name()
    {
        Assert.Contains("H0ZOANC0 has no quantity", Fails(() => MessageBuilder.ExpectedExecutions.With(Some.Code, Time, 1060, quantity: 1)));
        Assert.Contains("H0STASP0", Fails(() => MessageBuilder.For(Stock).WithBook(Stock, Time, new RecordDetail())));
        Assert.Contains("KR4B11612083", Assert.Throws<ArgumentException>(() => MessageBuilder.For(new Instrument("KR4B11612083"))).Message);
    }

    private static string Fails(Func<MessageBuilder> build) => Assert.Throws<InvalidOperationException>(() => build()).Message;

    private static Won Quote(int quote) => quote == 0 ? Won.None : Won.Of(quote * 100);

    /// <summary>What there is left of a detail behind the columns of a TR.</summary>
    private static RecordDetail? Written(RecordLayout layout, RecordDetail detail) => layout.TrId switch
    {
        "H0ZOANC0" => null,
        "H0ZFANC0" or "H0EUANC0" => new RecordDetail { Quantity = detail.Quantity },
        "H0STASP0" => detail with { OpenInterest = null },
        _ => new RecordDetail { Quantity = detail.Quantity }, // one that a test of this assembly adds
    };
}
