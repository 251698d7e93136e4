namespace OptionAuctions.Wire.Tests;

/// <summary>What the layouts read of the venue's own records.</summary>
public sealed class LayoutReadingSpecs
{
    public static TheoryData<string> Served => [.. RecordLayout.Served.Select(layout => layout.TrId)];

    [Fact]
    public void A_future_is_read_as_an_option_and_has_a_quantity()
    {
        var (record, detail) = Read("H0ZFANC0", DocumentedRecords.ForecastWithQuantity);

        Assert.Equal(Read("H0ZOANC0", DocumentedRecords.Forecast).Record, record);
        Assert.Equal(new RecordDetail { Quantity = 322 }, detail);
    }

    [Fact]
    public void A_stock_in_its_call_has_a_forecast_and_a_book()
    {
        var (record, detail) = Read("H0STASP0", DocumentedRecords.StockInCall);

        Assert.Equal(
            new ExpectedExecution(
                new Instrument("005930"), new TimeOnly(8, 55, 12), Won.Of(54_600), Won.Of(-100), new ChangeSign(ChangeDirection.Down), Percent.Of(-0.18m),
                new PhaseCode("B")),
            record);
        Assert.Equal(
            new RecordDetail
            {
                Quantity = 289_564, ExpectedVolume = 289_564, Volume = 0, Ask = Won.Of(54_700), Bid = Won.Of(54_600), AskQuantity = 450_808,
                BidQuantity = 131_108, TotalAskQuantity = 1_081_121, TotalBidQuantity = 1_937_413,
            },
            detail);
        Assert.Equal(0.28368, detail!.Imbalance!.Value, tolerance: 0.00001);
        Assert.Equal(Won.Of(54_650), detail.Middle);
    }

    [Fact]
    public void A_stock_in_session_has_no_forecast_and_still_a_book()
    {
        var (record, detail) = Read("H0STASP0", DocumentedRecords.StockInSession);

        Assert.Equal((Won.None, new PhaseCode("0")), (record.Price, record.Phase));
        Assert.Equal((0, 4_879_902), (detail!.Quantity, detail.Volume));
        Assert.Equal((Won.Of(54_700), Won.Of(54_600)), (detail.Ask, detail.Bid));
    }

    [Fact]
    public void A_book_of_an_option_is_its_best_quotes_and_totals_and_no_price()
    {
        var (record, detail) = Read("H0ZOASP0", DocumentedRecords.OptionBook);

        Assert.Equal((new Instrument("211V05059"), new TimeOnly(9, 15, 9), Won.None), (record.Code, record.Time!.Value, record.Price));
        Assert.Equal(
            new RecordDetail
            {
                Ask = Won.Of(1_140), Bid = Won.Of(1_120), AskQuantity = 187, BidQuantity = 12, TotalAskQuantity = 241, TotalBidQuantity = 208,
            },
            detail);
    }

    [Fact]
    public void A_trade_of_an_option_has_its_size_open_interest_quotes_and_the_venues_volatility()
    {
        var (trade, detail) = ReadTrade("H0ZOCNT0", DocumentedRecords.OptionTrade);

        Assert.Equal(new Trade(new Instrument("211V05059"), new TimeOnly(9, 19, 40), Won.Of(1_060), Won.Of(970)), trade);
        Assert.Equal(
            new RecordDetail
            {
                Quantity = 6, Volume = 563, OpenInterest = 1_134, Volatility = 0.31, Ask = Won.Of(1_100), Bid = Won.Of(1_040), AskQuantity = 6,
                BidQuantity = 175, TotalAskQuantity = 241, TotalBidQuantity = 184,
            },
            detail);
    }

    [Fact]
    public void A_trade_of_a_stock_is_read_by_its_own_columns()
    {
        var (trade, detail) = ReadTrade("H0STCNT0", DocumentedRecords.StockTrade);

        Assert.Equal(new Trade(new Instrument("005930"), new TimeOnly(11, 26, 16), Won.Of(62_700), Won.Of(62_700)), trade);
        Assert.Equal((125, 9_694_968, Won.Of(62_700), Won.Of(62_600)), (detail!.Quantity, detail.Volume, detail.Ask, detail.Bid));
        Assert.Equal((71_292, 244_009, 2_795_345, 2_044_512), (detail.AskQuantity, detail.BidQuantity, detail.TotalAskQuantity, detail.TotalBidQuantity));
    }

    [Theory]
    [MemberData(nameof(Served))]
    public void One_column_less_is_refused_and_any_more_are_read_the_same(string trId)
    {
        var columns = DocumentedRecords.Of(RecordLayout.Named(trId)!).Split('^');
        string With(int more) => string.Join('^', more < 0 ? columns[..^1] : [.. columns, .. Enumerable.Repeat("0", more)]);

        Assert.Equal(RecordLayout.Named(trId)!.Width, columns.Length);
        Assert.Equal(DecodeError.FieldCount, LayoutMessage.Read(trId, With(-1)).Error);
        var usual = LayoutMessage.Read(trId, With(0), With(0));
        Assert.Equal([DecodeError.None, DecodeError.None], usual.Readings.Select(reading => reading.Error));
        foreach (var more in (int[])[1, 4]) Assert.Equal(Read(usual), Read(LayoutMessage.Read(trId, With(more), With(more))));

        static IEnumerable<LayoutReading> Read(LayoutMessage message) => message.Readings.Select(reading => reading with { Raw = "" });
    }

    [Theory]
    [MemberData(nameof(Served))]
    public void A_column_that_cannot_be_read_is_refused_with_the_error_of_its_role_and_kept_raw(string trId)
    {
        var layout = RecordLayout.Named(trId)!;
        foreach (var field in layout.Fields)
        {
            var columns = DocumentedRecords.Of(layout).Split('^');
            columns[field.Column - 1] = "not*this";
            var record = string.Join('^', columns);

            var reading = Assert.Single(LayoutMessage.Read(trId, record).Readings);

            Assert.Equal((field.Role, field.Error), (field.Role, reading.Error));
            Assert.Equal((default, default, null, record), (reading.Record, reading.Trade, reading.Detail, reading.Raw));
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("(null)", null)]
    [InlineData("nan", null)]
    [InlineData("0", 0L)]
    [InlineData(" 322 ", 322L)]
    [InlineData("322.00", 322L)]
    [InlineData("999999999999999999", 999_999_999_999_999_999L)]
    public void A_quantity_is_a_whole_number_or_none(string text, long? quantity) =>
        Assert.Equal(quantity, Read("H0ZFANC0", $"{DocumentedRecords.Forecast}^{text}").Detail!.Quantity);

    [Theory]
    [InlineData("-1")]
    [InlineData("3.5")]
    [InlineData("3.")]
    [InlineData("1,000")]
    [InlineData("1000000000000000000")]
    public void Anything_else_is_no_quantity(string text) =>
        Assert.Equal(DecodeError.BadQuantity, Assert.Single(LayoutMessage.Read("H0ZFANC0", $"{DocumentedRecords.Forecast}^{text}").Readings).Error);

    private static (ExpectedExecution Record, RecordDetail? Detail) Read(string trId, string record)
    {
        var reading = Assert.Single(LayoutMessage.Read(trId, record).Readings);
        Assert.Equal(DecodeError.None, reading.Error);
        return (reading.Record, reading.Detail);
    }

    private static (Trade Trade, RecordDetail? Detail) ReadTrade(string trId, string record)
    {
        var reading = Assert.Single(LayoutMessage.Read(trId, record).Readings);
        Assert.Equal(DecodeError.None, reading.Error);
        return (reading.Trade, reading.Detail);
    }
}
