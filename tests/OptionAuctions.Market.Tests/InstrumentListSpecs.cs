using System.Globalization;
using static OptionAuctions.Market.Tests.Masters;

namespace OptionAuctions.Market.Tests;

public sealed class InstrumentListSpecs
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 0, 0, MarketTime.Offset);
    private static readonly TimeSpan ThreeDays = TimeSpan.FromDays(3);
    private static readonly string Good = Line('C', "B39612083", 202612, 60_000, 1);

    [Fact]
    public void A_file_says_the_terms_of_a_code()
    {
        Assert.Equal((2112, 32, 0), (Shipped.Count, Shipped.Underlyings.Count, Shipped.Refused.Count));
        Assert.Equal((160_000m, "KR4B116C0837", "삼성전자"), (Terms("B11612083").Strike, Terms("B11612083").Isin, Terms("B11612083").Underlying.Name));
        Assert.Equal("삼성전자", Shipped.Underlyings["005930"].Name);
        Assert.Null(Shipped.Find(new Instrument("B11612999")));
        Assert.Null(Shipped.Find(default));
    }

    [Fact]
    public void A_file_is_as_old_as_its_last_writing() =>
        Assert.Equal(File.GetLastWriteTimeUtc(ShippedFile), Shipped.MadeAt!.Value.UtcDateTime);

    [Fact]
    public void A_file_that_is_not_there_is_an_exception() =>
        Assert.Throws<FileNotFoundException>(() => InstrumentList.Load(ShippedFile + ".no"));

    [Fact]
    public void A_multiplier_of_twelve_is_read_from_the_name() =>
        Assert.Equal(12, Of(null, Line('C', "B39612083", 202612, 60_000, 1, multiplier: 12)).Find(new Instrument("B39612083"))!.Multiplier);

    [Theory]
    [InlineData("005930")]
    [InlineData(" 삼성전자 ")]
    [InlineData("\u1109\u1161\u11B7\u1109\u1165\u11BC\u110C\u1165\u11AB\u110C\u1161")] // decomposed, as a terminal of macOS has it
    public void An_underlying_is_found_however_its_name_is_typed(string typed) => Assert.Equal("005930", Shipped.FindUnderlying(typed)?.Symbol);

    [Fact]
    public void The_calendar_says_when_a_series_has_its_last_trading_day()
    {
        var data = ReferenceData.BuiltIn with
        {
            Instruments = Of(
                null,
                "5|B11612083||x|1|1| |005930|삼성전자",
                "L|B11FCW083||위클리C 2612W4|1|1| |005930|삼성전자",
                "L|B11FCW084||위클리C 2610W1|1|1| |005930|삼성전자",
                "N|B11BZW083||위클리M C 2610W1|1|1| |005930|삼성전자"),
        };

        Assert.Equal(
            ["2026-12-10", "2026-12-24", "2026-10-01", "2026-10-06"], // on 5 October a holiday is made up for, and a Monday's series trades on
            data.Instruments.Series.Select(series => data.LastTradingDay(series.Code)!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("B11612083", null)]
    [InlineData("B39612999", "B39612999 is not in the master file: the venue accepts such a code and sends no record of it")]
    [InlineData("B1161208", "B1161208 has 8 characters, and the code of an option has 9: the venue accepts such a code and sends no record of it")]
    [InlineData(
        "KR4B116C0837",
        "KR4B116C0837 (its short code is B11612083) is a standard code (ISIN), and not the short code: "
            + "the venue accepts such a code and sends no record of it")]
    [InlineData("005930", null)] // a stock, a future and a spread have TRs of their own
    [InlineData("A11612", null)]
    [InlineData("D1161201", null)]
    public void A_code_that_will_be_silent_is_warned_of_by_name(string code, string? warning) => Assert.Equal(
        warning, (ReferenceData.BuiltIn with { Instruments = Shipped }).WarningsOn([new Instrument(code)], new DateOnly(2026, 11, 23)).SingleOrDefault());

    [Theory]
    [InlineData("B11612083", "2026-12-10", null)]
    [InlineData("B11612083", "2026-12-11", "B11612083 has expired: the venue accepts such a code and sends no record of it")]
    [InlineData("7P1612083", "2026-12-11", null)]
    [InlineData("B09FFWZCI", "2026-12-11", null)]
    [InlineData("339W08088", "2026-11-23", "339W08088 has expired: the venue accepts such a code and sends no record of it")]
    public void Without_a_master_file_the_form_of_a_code_says_what_can_be_said(string code, string today, string? warning) => Assert.Equal(
        warning,
        ReferenceData.BuiltIn.WarningsOn([new Instrument(code)], DateOnly.Parse(today, CultureInfo.InvariantCulture)).SingleOrDefault());

    [Fact]
    public void A_listed_code_is_warned_of_only_when_it_has_expired()
    {
        var data = ReferenceData.BuiltIn with { Instruments = Of(null, "5|D1161201|KR4|x C 202612 1(  10)|1|1| |005930|x") };

        Assert.Empty(data.WarningsOn([new Instrument("D1161201")], new DateOnly(2026, 12, 10)));
        Assert.StartsWith("D1161201 has expired: ", Assert.Single(data.WarningsOn([new Instrument("D1161201")], new DateOnly(2026, 12, 11))));
    }

    [Fact]
    public void Many_codes_with_one_doubt_are_one_sentence() => Assert.Equal(
        "B10 has 3 characters, and the code of an option has 9: the venue accepts such a code and sends no record of it; the same holds for "
            + "B11, B12, B13, B14, B15, B16, B17, B18, B19 and 3 more",
        Assert.Single(ReferenceData.BuiltIn.WarningsOn(Enumerable.Range(10, 13).Select(i => new Instrument($"B{i}")), new DateOnly(2026, 11, 23))));

    [Fact]
    public void An_empty_list_of_no_file_is_nothing_to_warn_of() => Assert.Null(InstrumentList.Empty.WarningOn(Morning, ThreeDays));

    [Theory]
    [InlineData(0, null)]
    [InlineData(72, null)]
    [InlineData(-24, null)] // written on a clock that is ahead
    [InlineData(73, "the master file is not as it should be: it was made 2026-11-20 07:00 KST, more than 3 days ago")]
    public void A_file_may_have_an_age(int hours, string? warning) =>
        Assert.Equal(warning, Of(Morning.AddHours(-hours), Good).WarningOn(Morning, ThreeDays));

    [Fact]
    public void An_age_that_nobody_knows_is_not_warned_of() => Assert.Null(Of(null, Good).WarningOn(Morning, TimeSpan.FromHours(1)));

    [Theory]
    [InlineData("2026-12-10T23:59:59+09:00", null)]
    [InlineData("2026-12-10T15:00:00Z", "the master file is not as it should be: all of its 1 series have expired, the last on 2026-12-10")] // KST midnight
    public void A_file_of_expired_series_is_warned_of(string now, string? warning) =>
        Assert.Equal(warning, Of(null, Good).WarningOn(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), ThreeDays));

    [Fact]
    public void One_month_that_is_left_is_enough() =>
        Assert.Null(Of(null, Line('C', "B1", 202601, 1, 1), Good).WarningOn(Morning, ThreeDays));

    [Fact]
    public void Refused_lines_are_counted_and_the_first_is_quoted() => Assert.Equal(
        "the master file is not as it should be: lines that could not be read: 2, " +
        "the first line 2: '9' is not a kind: 1 to 4 are futures and spreads, 5 is a call, 6 a put, L to S are weekly options",
        Of(Morning, Good, "9|x|||||||", "8|x|||||||").WarningOn(Morning, ThreeDays));

    [Fact]
    public void Refused_lines_of_several_kinds_are_counted_by_kind() => Assert.Equal(
        "the master file is not as it should be: lines that could not be read: 3, of which 2 without a strike " +
        "(the first line 2: '-5' is not a strike in won), 1 with too few columns (the first line 1: 1 columns instead of 9)",
        Of(Morning, "x", Good.Replace("60000", "-5", StringComparison.Ordinal), Good.Replace("60000", "no", StringComparison.Ordinal), Good)
            .WarningOn(Morning, ThreeDays));

    [Fact]
    public void A_file_without_an_option_is_warned_of() =>
        Assert.Equal("the master file is not as it should be: it lists no option", Of(Morning, "").WarningOn(Morning, ThreeDays));

    [Fact]
    public void All_that_is_wrong_is_one_sentence_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("th-TH");
        try
        {
            Assert.Equal(
                "the master file is not as it should be: it was made 2027-01-01 08:00 KST, more than 1.5 hours ago; " +
                "all of its 1 series have expired, the last on 2026-12-10; " +
                "lines that could not be read: 1, the first line 2: 1 columns instead of 9",
                Of(new DateTimeOffset(2027, 1, 1, 8, 0, 0, MarketTime.Offset), Good, "x")
                    .WarningOn(new DateTimeOffset(2027, 1, 2, 8, 0, 0, MarketTime.Offset), TimeSpan.FromHours(1.5)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ListedSeries Terms(string code) => Shipped.Find(new Instrument(code))!;
}
