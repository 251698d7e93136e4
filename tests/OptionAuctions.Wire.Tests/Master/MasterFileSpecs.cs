using System.Globalization;
using System.Text;

namespace OptionAuctions.Wire.Tests.Master;

public sealed class MasterFileSpecs
{
    private const string Good = "5|B11612083|KR4B116C0837|삼성전자   C 202612   160,000(  10)|1|160000|1|005930|삼성전자";

    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    [Fact]
    public void A_line_is_read_column_by_column() => Assert.Equal(
        new ListedSeries(
            new OptionCode("B11612083"), "KR4B116C0837", IsCall: true, new Underlying("11", "005930", "삼성전자"),
            new DateOnly(2026, 12, 1), 160_000, 10, Moneyness.At, 1),
        Assert.Single(Read(Good).Series));

    [Fact]
    public void A_line_is_written_as_the_venue_does() =>
        Assert.Equal(Good + "\n", Korean.GetString(MasterFile.Write(Read(Good).Series)));

    [Fact]
    public void Futures_spreads_more_columns_padding_and_another_multiplier_are_taken_as_they_come()
    {
        var (listed, refused) = Read(
            """
            1|A11612|KR4A116C0006|삼성전자   F 202612 (  10)|0||1|005930|삼성전자
            2|D1161201|KR4D1161R5S0|삼성전자 SP 2612-2701|0||0|005930|삼성전자

            6| C50612081 | KR4C506C0813 |SK하이닉스 P 202612   772,000(  12)|3| 772,000 |1| 000660 |SK하이닉스|more|and more
            """);

        var series = Assert.Single(listed);
        Assert.Equal(("C50612081", "KR4C506C0813", false, 772_000, 12), (series.Code.ToString(), series.Isin, series.IsCall, series.Strike, series.Multiplier));
        Assert.Equal(("50", "000660", "SK하이닉스"), (series.Underlying.ProductId, series.Underlying.Symbol, series.Underlying.Name));
        Assert.Empty(refused);
    }

    [Theory]
    [InlineData("7P1612083", "a prefix that nobody has seen yet")]
    [InlineData("BW1612W183", "a weekly serial")]
    public void A_code_is_taken_whatever_its_letters_say(string code, string why) =>
        Assert.True(code == Assert.Single(Read(Good.Replace("B11612083", code)).Series).Code.ToString(), why);

    [Theory]
    [InlineData("5|B11612083|KR4", "3 columns instead of 9")]
    [InlineData("9|B11612083|KR4|x 202612 1(  10)|1|1|1|005930|x", "'9' is not a kind: 1 to 4 are futures and spreads, 5 is a call, 6 a put")]
    [InlineData("5|b11612083|KR4|x 202612 1(  10)|1|1|1|005930|x", "'b11612083' is not an option code: one to 12 of A-Z and 0-9")]
    [InlineData("5||KR4|x 202612 1(  10)|1|1|1|005930|x", "'' is not an option code: one to 12 of A-Z and 0-9")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1|-5|1|005930|x", "'-5' is not a strike in won")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1|0.5|1|005930|x", "'0.5' is not a strike in won")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1||1|005930|x", "'' is not a strike in won")]
    [InlineData("5|B11612083|KR4|x 202613 1(  10)|1|1|1|005930|x", "the name 'x 202613 1(  10)' has no month")]
    [InlineData("5|B11612083|KR4|x 202612 1|1|1|1|005930|x", "the name 'x 202612 1' has no multiplier")]
    [InlineData("5|B11612083|KR4|x 202612 1(  0)|1|1|1|005930|x", "the name 'x 202612 1(  0)' has no multiplier")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|4|1|1|005930|x", "'4' is not a moneyness: 1 at, 2 in, 3 out of the money")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1|1|near|005930|x", "'near' is not the rank of a month")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1|1|1||x", "no symbol of an underlying")]
    [InlineData("5|B11612082\u001b[2J|KR4|x 202612 1(  10)|1|1|1|005930|x", "'B11612082?[2J' is not an option code: one to 12 of A-Z and 0-9")]
    public void A_bad_line_is_refused_with_its_number_and_the_reason_and_the_others_are_kept(string line, string reason)
    {
        var (listed, refused) = Read($"\n{line}\n{Good}");

        Assert.Equal(new RefusedLine(2, reason), Assert.Single(refused));
        Assert.Equal($"line 2: {reason}", refused[0].ToString());
        Assert.Equal("B11612083", Assert.Single(listed).Code.ToString());
    }

    [Fact]
    public void The_second_line_of_a_code_is_refused()
    {
        var (listed, refused) = Read($"{Good}\n{Good.Replace("160000", "165000")}");

        Assert.Equal(160_000, Assert.Single(listed).Strike);
        Assert.Equal("line 2: B11612083 is on line 1 already", Assert.Single(refused).ToString());
    }

    [Fact]
    public void Bytes_that_are_no_Korean_text_cost_their_own_line()
    {
        var broken = Korean.GetBytes(Good.Replace("B11612083", "B11612082"));
        broken[Array.LastIndexOf(broken, (byte)'|') + 1] = 0xFF;

        var (listed, refused) = MasterFile.Read([.. broken, (byte)'\n', .. Korean.GetBytes(Good)]);

        Assert.Equal("line 1: not text of code page 949", Assert.Single(refused).ToString());
        Assert.Equal("B11612083", Assert.Single(listed).Code.ToString());
    }

    [Theory]
    [InlineData("", Moneyness.Unknown)]
    [InlineData("0", Moneyness.Unknown)]
    [InlineData("1", Moneyness.At)]
    [InlineData("2", Moneyness.In)]
    [InlineData("3", Moneyness.Out)]
    public void Where_a_strike_stands_is_one_digit_or_not_said(string digit, Moneyness meant) =>
        Assert.Equal(meant, Assert.Single(Read(Good.Replace("|1|160000", $"|{digit}|160000")).Series).Moneyness);

    [Fact]
    public void A_field_without_end_is_quoted_in_part() =>
        Assert.InRange(Assert.Single(Read(Good.Replace("B11612083", new string('X', 100_000))).Refused).Reason.Length, 60, 150);

    [Theory]
    [InlineData(2026, 12, 10)]
    [InlineData(2027, 1, 14)]
    [InlineData(2027, 4, 8)]
    [InlineData(2027, 7, 8)]
    public void The_last_trading_day_is_the_second_Thursday(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), ListedSeries.SecondThursday(year, month));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Every_culture_reads_and_writes_the_same(string culture)
    {
        var (before, expected) = (CultureInfo.CurrentCulture, Read(Good).Series);
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal(expected, Read(Good).Series);
            Assert.Equal(Good + "\n", Korean.GetString(MasterFile.Write(expected)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static MasterListing Read(string text) => MasterFile.Read(Korean.GetBytes(text));
}
