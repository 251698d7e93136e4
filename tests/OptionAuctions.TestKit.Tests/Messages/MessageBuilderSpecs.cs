using System.Text;
using CsCheck;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit.Tests.Messages;

/// <summary>What the builder writes is what the real decoder reads.</summary>
public sealed class MessageBuilderSpecs
{
    private static readonly TimeOnly Time = new(8, 45, 12);

    private static readonly Gen<ExpectedExecution> Forecast = Gen.Select(
        Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"], 1, Instrument.MaxLength],
        Gen.Int[1, 86_399], Gen.Int[0, 1_000_000], Gen.Int[1, 100_000],
        (code, second, won, close) => MessageBuilder.ExpectedExecution(
            new Instrument(code), new TimeOnly(second * TimeSpan.TicksPerSecond), won == 0 ? null : won / 100m, close));

    [Fact]
    public void A_forecast_is_written_as_the_venue_writes_it() => Assert.Equal(
        "0|H0ZOANC0|001|B11612083^084512^1060.00^-120.00^5^-10.17^311",
        $"{MessageBuilder.ExpectedExecutions.With(Some.Code, Time, 1060)}");

    [Fact]
    public void When_nothing_would_match_the_price_is_zero_and_the_rest_is_flat() => Assert.Equal(
        "0|H0ZOANC0|001|B11612083^084512^0.00^0.00^3^0.00^AB1",
        $"{MessageBuilder.ExpectedExecutions.With(Some.Code, Time, null, phase: "AB1")}");

    [Fact]
    public void Forecasts_are_read_as_they_were_written_several_a_message_and_with_columns_behind_them() =>
        Gen.Select(Forecast.Array[1, 19], Gen.Int[0, 3]).Sample((records, extra) =>
        {
            var columns = Enumerable.Repeat("new", extra).ToArray();
            var message = records.Aggregate(MessageBuilder.ExpectedExecutions.Appending(columns), (frame, record) => frame.With(record));

            return Read(message, out var width).SequenceEqual(records) && width == 7 + extra;
        });

    [Fact]
    public void What_is_odd_about_a_record_is_written_too()
    {
        var odd = new ExpectedExecution(Some.Code, null, Won.Of(1060), Won.None, new ChangeSign(ChangeDirection.Unknown), Percent.None, default);

        Assert.Equal(odd, Assert.Single(Read(MessageBuilder.ExpectedExecutions.With(odd), out _)));
    }

    [Fact]
    public void A_trade_has_all_its_columns_and_is_read_as_it_was_written()
    {
        var trade = new Trade(Some.Code, new TimeOnly(9, 0, 1), Won.Of(1100), Won.Of(1080));
        var message = MessageBuilder.Trades.With(trade).ToBytes();

        Assert.Equal(DecodeError.None, TradeReader.Open(message, EnvelopeDecoder.Decode(message), RecordLayout.H0ZOCNT0, out var reader));
        Assert.True(reader.TryRead(out var read, out var error));
        Assert.Equal((trade, DecodeError.None, 53), (read, error, reader.Width));
        Assert.StartsWith("0|H0ZOCNT0|001|B11612083^090001^1100.00^5^-80.00^-6.78^1080.00^", Encoding.UTF8.GetString(message), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_stands_as_it_is_and_the_count_can_lie() => Assert.Equal(
        "0|H0ZOANC0|004|what^ever^x", $"{MessageBuilder.ExpectedExecutions.WithText("what^ever").Appending("x").Announcing(4)}");

    [Fact]
    public void A_message_holds_records_of_one_kind() => Assert.Contains(
        "H0ZOCNT0", Assert.Throws<InvalidOperationException>(() => MessageBuilder.Trades.With(Some.Code, Time, 1060)).Message);

    [Theory]
    [InlineData(0, 1180)]
    [InlineData(1060, 0)]
    public void Prices_are_above_zero(int won, int previousClose) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MessageBuilder.ExpectedExecution(Some.Code, Time, won, previousClose));

    private static List<ExpectedExecution> Read(MessageBuilder frame, out int width)
    {
        var message = frame.ToBytes();
        Assert.Equal(DecodeError.None, RecordReader.Open(message, EnvelopeDecoder.Decode(message), RecordLayout.H0ZOANC0, out var reader));
        width = reader.Width;
        List<ExpectedExecution> records = [];
        while (reader.TryRead(out var record, out var error))
        {
            Assert.Equal(DecodeError.None, error);
            records.Add(record);
        }

        return records;
    }
}
