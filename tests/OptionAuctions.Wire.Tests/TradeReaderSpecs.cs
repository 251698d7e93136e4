namespace OptionAuctions.Wire.Tests;

public sealed class TradeReaderSpecs
{
    [Fact]
    public void A_trade_is_its_code_time_price_and_the_price_the_day_began_with() => Assert.Equal(
        new Trade(new Instrument("B11612083"), new TimeOnly(9, 0, 0), Won.Of(1060m), Won.Of(1080m)), Trades.Trade(Trades.Fields()));

    [Theory]
    [InlineData(53)]
    [InlineData(54)]
    [InlineData(57)]
    public void The_first_seven_columns_are_read_however_many_follow(int columns)
    {
        string[] first = [.. Trades.Fields(), "more", "", "-", "1"], second = [.. Trades.Fields(code: "C11612083", opening: "7"), "more", "", "-", "1"];

        var decoded = Trades.Decode(first[..columns], second[..columns]);

        Assert.Equal((DecodeError.None, columns), (decoded.Error, decoded.Width));
        Assert.Equal(
            [("B11612083", 1080m), ("C11612083", 7m)],
            decoded.Readings.Select(r => (r.Trade.Code.ToString(), r.Trade.OpeningPrice.ToDecimal()!.Value)));
    }

    [Fact]
    public void Fewer_columns_than_the_venue_documents_or_ones_that_do_not_divide_refuse_the_message()
    {
        Assert.Equal(DecodeError.FieldCount, Trades.Decode(Trades.Fields()[..52]).Error);
        Assert.Equal(DecodeError.FieldCount, Trades.Decode(Trades.Fields(), Trades.Fields()[..52]).Error);
        Assert.Empty(Trades.Decode(Trades.Fields()[..52]).Readings);
    }

    [Fact]
    public void A_trade_that_cannot_be_read_is_refused_and_its_neighbours_are_kept()
    {
        var decoded = Trades.Decode(
            Trades.Fields(code: "B11612083"), Trades.Fields(price: "1,060"), Trades.Fields(code: "C11612083"), Trades.Fields(time: "soon"));

        Assert.Equal(
            [DecodeError.None, DecodeError.BadNumber, DecodeError.None, DecodeError.BadTime], decoded.Readings.Select(r => r.Error));
        Assert.Equal(["B11612083", "", "C11612083", ""], decoded.Readings.Select(r => r.Trade.Code.ToString()));
        Assert.StartsWith("B11612083^090000^1,060^5^", decoded.Readings[1].Raw);
        Assert.Equal(53, decoded.Readings[1].Raw.Split('^').Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-0.00")]
    [InlineData("nan")]
    [InlineData("(null)")]
    public void A_price_that_says_nothing_is_none(string text)
    {
        Assert.False(Trades.Trade(Trades.Fields(price: text)).Price.HasValue);
        Assert.False(Trades.Trade(Trades.Fields(opening: text)).OpeningPrice.HasValue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("000000")]
    [InlineData("(null)")]
    public void A_time_that_says_nothing_is_unknown(string text) => Assert.Null(Trades.Trade(Trades.Fields(time: text)).Time);

    [Fact]
    public void A_price_below_zero_is_refused_since_only_a_shifted_column_has_one()
    {
        Assert.Equal(DecodeError.BadNumber, Trades.Refusal(Trades.Fields(price: "-1060.00")));
        Assert.Equal(DecodeError.BadNumber, Trades.Refusal(Trades.Fields(opening: "-0.01")));
    }

    [Fact]
    public void Sign_and_change_in_the_order_of_the_forecasts_are_refused() =>
        Assert.Equal(DecodeError.BadSign, Trades.Refusal(Trades.Fields(sign: "-120.00", change: "5")));

    [Fact]
    public void A_field_that_cannot_be_read_is_refused_with_the_error_the_layout_gives_it_and_the_first_is_named()
    {
        var layout = RecordLayout.H0ZOCNT0;
        var all = Trades.Fields();
        for (var column = 6; column >= 0; column--)
        {
            var one = Trades.Fields();
            one[column] = all[column] = "not*this";

            Assert.Equal(layout.Fields[column].Error, Trades.Refusal(one));
            Assert.Equal(layout.Fields[column].Error, Trades.Refusal(all));
        }
    }

    [Fact]
    public void Columns_that_are_not_read_may_hold_any_bytes() => Assert.Equal(
        Trades.Trade(Trades.Fields()), Trades.Trade([.. Trades.Fields()[..7], "\xBF\xB9\xBB\xF3\x00\xFF|\n\t\xC0", "-nan", .. Enumerable.Repeat("?", 44)]));

    [Fact]
    public void Spaces_around_any_field_do_not_count() =>
        Assert.Equal(Trades.Trade(Trades.Fields()), Trades.Trade([.. Trades.Fields().Select(field => $"  {field} ")]));

    [Fact]
    public void A_reader_opens_records_of_its_own_kind_only()
    {
        var (trades, forecasts) = (Trades.Of(Trades.Fields()), Frames.Of(Frames.Fields()));

        Assert.Equal(DecodeError.UnknownTr, TradeReader.Open(forecasts, EnvelopeDecoder.Decode(forecasts), RecordLayout.H0ZOCNT0, out _));
        Assert.Equal(DecodeError.UnknownTr, RecordReader.Open(trades, EnvelopeDecoder.Decode(trades), RecordLayout.H0ZOANC0, out _));
    }

    [Theory]
    [InlineData("", DecodeError.Empty)]
    [InlineData("0|H0STCNT0|001|^^^^^^", DecodeError.UnknownTr)]
    [InlineData("{}", DecodeError.UnknownKind)]
    public void A_message_without_trades_opens_as_what_its_head_was_refused_for(string message, DecodeError error) =>
        Assert.Equal(error, Trades.Decode(Frames.Bytes(message)).Error);
}
