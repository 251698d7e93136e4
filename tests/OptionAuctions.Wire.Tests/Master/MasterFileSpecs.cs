using System.Globalization;
using System.Text;

namespace OptionAuctions.Wire.Tests.Master;

public sealed class MasterFileSpecs
{
    private const string Good = "5|B11612083|KR4B116C0837|삼성전자   C 202612   160,000(  10)|1|00160000.0| |005930|삼성전자";

    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    [Fact]
    public void A_line_is_read_column_by_column() => Assert.Equal(
        new ListedSeries(
            new Instrument("B11612083"), "KR4B116C0837", IsCall: true, new Underlying("11", "005930", "삼성전자"),
            new DateOnly(2026, 12, 1), 160_000, 10, Moneyness.At, 1),
        Assert.Single(Read(Good).Series));

    [Fact]
    public void A_file_is_written_as_the_venue_does_with_futures_and_spreads_before_the_options()
    {
        const string next = "5|B11701083|KR4B11710831|삼성전자   C 202701   160,000(  10)|1|00160000.0| |005930|삼성전자";

        Assert.Equal(
        [
            "1|A11612|KR4A116C0003|삼성전자   F 202612 (  10)| |00000.00|1|005930|삼성전자",
            "1|A11701|KR4A11710006|삼성전자   F 202701 (  10)| |00000.00|2|005930|삼성전자",
            "2|D1161201|KR4D11612019|삼성전자   SP 2612-2701 (  10)| |00000.00|1|005930|삼성전자",
            Good,
            next,
            "",
        ], Korean.GetString(MasterFile.Write(Read($"{Good}\n{next}").Series)).Split('\n'));
    }

    [Theory]
    [InlineData("5|B11612083|KR4B116C0837|삼성전자   C 202612 159,333.5(10.5)|1|00159333.5| |005930|삼성전자")] // after a corporate action
    [InlineData("6|C11612083|KR4C116C0835|삼성전자   P 202612 159,333.33(10.27)|1|00159333.33| |005930|삼성전자")]
    [InlineData("L|B11FCW083|KR4B11FC0838|삼성전자   위클리C 2612W1   160,000(  10)|1|00160000.0| |005930|삼성전자")]
    [InlineData("O|C11BZW083|KR4C11BZ0831|삼성전자   위클리M P 2612W4   160,000(  10)|0|00160000.0| |005930|삼성전자")]
    [InlineData("5|B50612083|KR4B506C0832|SK하이닉스 C 202612   812,000(  10)|1|00812000.0| |000660|SK하이닉스")]
    public void What_is_written_is_the_line_that_was_read(string line) =>
        Assert.Equal(line, Korean.GetString(MasterFile.Write(Read(line).Series)).Split('\n')[^2]);

    // Each line says one thing in another way than ours, and all that it says is read.
    [Theory]
    [InlineData("5|B11612083||삼성전자   C 202612   160,000(  10)|1|160000|1|005930|삼성전자")] // as this project wrote it before
    [InlineData("5|B11612083||삼성전자   C 202612   160,000(  10)|1|00160000.00||005930|삼성전자")]
    [InlineData("5|B11612083||삼성전자   C 202612   160,000(  10)|1|160,000| |005930|삼성전자")]
    [InlineData("5|B11612083||삼성전자   C 202612   160,000(  10)|1|00160000.0|-1|005930|삼성전자")]
    [InlineData("5|B11612083||삼성전자   C 202612   160,000(  10)|1|00160000.0|near|005930|삼성전자|more|and more")]
    [InlineData("  5 | B11612083 || 삼성전자 C 202612 160,000 ( 10 ) | 1 | 160000 | | 005930\t| 삼성전자 \0\0\r")]
    [InlineData("5|B11612083||삼성전자   C 202612   160,000(  10)|1|        | |005930|삼성전자")] // then the name says the strike
    [InlineData("5|B11612083||삼성전자   C 202612   160,000(  10)|1|00000000.0| |005930|삼성전자")]
    [InlineData("5|B11612083||삼성전자   C 202613   160,000(  10)|1|00160000.0| |005930|삼성전자")] // then the code says the month
    [InlineData("5|B11612083||202601홀딩스 C (  10)|1|00160000.0| |005930|삼성전자")]
    [InlineData("7|B11612083||삼성전자   C 202612   160,000(  10)|1|00160000.0| |005930|삼성전자")] // an unknown kind, and the code says it is a call
    public void What_is_missing_or_spelled_otherwise_and_not_needed_is_no_reason_to_refuse_a_line(string line)
    {
        var (listed, refused) = Read(line);

        Assert.Empty(refused);
        Assert.Equal(Assert.Single(Read(Good).Series) with { Isin = "" }, Assert.Single(listed));
    }

    [Theory]
    [InlineData("B1", "202601홀딩스   C 202612   160,000(  10)", 2026, 12)] // a stock's name with a month in it
    [InlineData("B1", "123456바이오 C 202612   160,000(  10)", 2026, 12)] // or six other digits
    [InlineData("B1", "KC 202701 202612(  10)", 2027, 1)] // a strike without commas
    [InlineData("B1", "202612", 2026, 12)]
    [InlineData("B11701083", "삼성전자   C 202612   160,000(  10)", 2027, 1)] // the code is preferred
    [InlineData("B11V05083", "x", 2024, 5)]
    [InlineData("B11A12083", "x", 2036, 12)]
    [InlineData("B11613083", "삼성전자   C 202612   160,000(  10)", 2026, 12)] // no such month
    [InlineData("7P1612083", "삼성전자   C 202701   160,000(  10)", 2027, 1)] // a new form
    public void The_month_is_that_of_the_code_and_where_it_has_none_the_last_one_in_the_name(string code, string name, int year, int month) =>
        Assert.Equal(new DateOnly(year, month, 1), Assert.Single(Read($"5|{code}||{name}|1|160000| |005930|x").Series).Expiry);

    [Theory]
    [InlineData('L', "위클리C 2612W1", true, 1, DayOfWeek.Thursday, "2026-12-03")]
    [InlineData('M', "위클리P 2612W3", false, 3, DayOfWeek.Thursday, "2026-12-17")]
    [InlineData('N', "위클리M C 2612W1", true, 1, DayOfWeek.Monday, "2026-12-07")]
    [InlineData('O', "위클리M P 2612W4", false, 4, DayOfWeek.Monday, "2026-12-28")]
    [InlineData('P', "위클리C 2612W5", true, 5, DayOfWeek.Thursday, "2026-12-31")]
    [InlineData('Q', "위클리P 2612W1", false, 1, DayOfWeek.Thursday, "2026-12-03")]
    [InlineData('R', "위클리C 2612W2", true, 2, DayOfWeek.Monday, "2026-12-14")] // the kind is preferred
    [InlineData('S', "위클리P 2612W2", false, 2, DayOfWeek.Monday, "2026-12-14")]
    [InlineData('5', "위클리C 2612W1", true, 1, DayOfWeek.Thursday, "2026-12-03")]
    [InlineData('6', "위클리M P 2612W1", false, 1, DayOfWeek.Monday, "2026-12-07")]
    public void A_weekly_option_has_a_week_and_its_own_last_trading_day(char kind, string name, bool isCall, int week, DayOfWeek day, string last)
    {
        var series = Assert.Single(Read($"{kind}|B11FCW083||삼성전자   {name}   160,000(  10)|1|00160000.0| |005930|삼성전자").Series);

        Assert.Equal((isCall, new WeeklyExpiry(week, day), new DateOnly(2026, 12, 1)), (series.IsCall, series.Week!.Value, series.Expiry));
        Assert.Equal(DateOnly.Parse(last, CultureInfo.InvariantCulture), series.LastTradingDay);
    }

    [Theory]
    [InlineData("(  10)", "10")]
    [InlineData("(10.5)", "10.5")]
    [InlineData("(10.27)", "10.27")]
    [InlineData("( 1,000 )", "1000")]
    [InlineData("(  0)", null)]
    [InlineData("(", null)]
    [InlineData("", null)]
    public void The_multiplier_is_in_the_name_and_may_be_missing(string text, string? shares) => Assert.Equal(
        shares, Assert.Single(Read(Good.Replace("(  10)", text, StringComparison.Ordinal)).Series).Multiplier?.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void The_month_rank_that_the_file_leaves_blank_is_counted_over_the_expiries_of_the_underlying() => Assert.Equal([3, 1, 1, 2, 1, 1], Read(
        """
        5|B11703083||x|1|160000| |005930|삼성전자
        5|B11612083||x|1|160000| |005930|삼성전자
        5|B11612084||x|1|165000| |005930|삼성전자
        5|B11701083||x|1|160000| |005930|삼성전자
        5|B50701083||x|1|812000| |000660|SK하이닉스
        L|B11FCW083||위클리C 2612W3|1|160000| |005930|삼성전자
        """).Series.Select(series => series.MonthRank));

    [Fact]
    public void Futures_spreads_more_columns_padding_and_another_multiplier_are_taken_as_they_come()
    {
        var (listed, refused) = Read(
            """
            1|A11612|KR4A116C0006|삼성전자   F 202612 (  10)| |00000.00|1|005930|삼성전자
            2|D1161201|KR4D1161R5S0|삼성전자   SP 2612-2701 (  10)| |00000.00|1|005930|삼성전자
            3|AGH612|KR4AGH6C0008|에코프로비엠 F 202612 (  10)| |00000.00|1|247540|에코프로비엠
            4|DGH61201|KR4DGH6R5S2|에코프로비엠 SP 2612-2701 (  10)| |00000.00|1|247540|에코프로비엠
            B|A11612|KR4A116C0006|미니F 202612| |00000.00|1|005930|삼성전자

            6| C50612081 | KR4C506C0813 |SK하이닉스 P 202612   772,000(  12)|3| 772,000 |1| 000660 |SK하이닉스|more|and more
            """);

        var series = Assert.Single(listed);
        Assert.Equal(("C50612081", "KR4C506C0813", false), (series.Code.ToString(), series.Isin, series.IsCall));
        Assert.Equal((772_000m, 12m), (series.Strike, series.Multiplier));
        Assert.Equal(("50", "000660", "SK하이닉스"), (series.Underlying.ProductId, series.Underlying.Symbol, series.Underlying.Name));
        Assert.Empty(refused);
    }

    [Theory]
    [InlineData("7P1612083", "a prefix that nobody has seen yet")]
    [InlineData("BW1612W183", "a weekly serial")]
    public void A_code_is_taken_whatever_its_letters_say(string code, string why) =>
        Assert.True(code == Assert.Single(Read(Good.Replace("B11612083", code)).Series).Code.ToString(), why);

    [Theory]
    [InlineData("5|B11612083|KR4", MasterRefusal.Columns, "3 columns instead of 9")]
    [InlineData(
        "9|x|KR4|x 202612 1(  10)|1|1|1|005930|x", MasterRefusal.Kind,
        "'9' is not a kind: 1 to 4 are futures and spreads, 5 is a call, 6 a put, L to S are weekly options")]
    [InlineData("5|b11612083|KR4|x 202612 1(  10)|1|1|1|005930|x", MasterRefusal.Code, "'b11612083' is not an option code: one to 12 of A-Z and 0-9")]
    [InlineData("5||KR4|x 202612 1(  10)|1|1|1|005930|x", MasterRefusal.Code, "'' is not an option code: one to 12 of A-Z and 0-9")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1|-5|1|005930|x", MasterRefusal.Strike, "'-5' is not a strike in won")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1|0.5|1|005930|x", MasterRefusal.Strike, "'0.5' is not a strike in won")]
    [InlineData("5|B11612083|KR4|x 202612|1||1|005930|x", MasterRefusal.Strike, "'' is not a strike in won")]
    [InlineData("5|B1|KR4|x 202613 1(  10)|1|1|1|005930|x", MasterRefusal.Expiry, "neither the code B1 nor the name 'x 202613 1(  10)' has a month")]
    [InlineData("L|B11FCW083|KR4|위클리C 202612|1|1|1|005930|x", MasterRefusal.Expiry, "the name '위클리C 202612' has no week")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1|1|1||x", MasterRefusal.Underlying, "no symbol of an underlying")]
    [InlineData(
        "5|B11612082\u001b[2J|KR4|x 202612 1(  10)|1|1|1|005930|x", MasterRefusal.Code, "'B11612082?[2J' is not an option code: one to 12 of A-Z and 0-9")]
    public void A_bad_line_is_refused_with_its_number_and_the_reason_and_the_others_are_kept(string line, MasterRefusal refusal, string reason)
    {
        var (listed, refused) = Read($"\n{line}\n{Good}");

        Assert.Equal(new RefusedLine(2, refusal, reason), Assert.Single(refused));
        Assert.Equal($"line 2: {reason}", refused[0].ToString());
        Assert.Equal("B11612083", Assert.Single(listed).Code.ToString());
    }

    [Fact]
    public void Refused_lines_are_counted_by_reason_with_the_first_of_each() => Assert.Equal(
        "lines that could not be read: 4, of which 2 without a strike (the first line 1: '-5' is not a strike in won), "
            + "1 with too few columns (the first line 3: 1 columns instead of 9), "
            + "1 with a code that was there before (the first line 6: B11612083 is on line 5 already)",
        RefusedLine.Summarize(Read(
            $"""
            5|B11612081|KR4|x 202612 1(  10)|1|-5|1|005930|x
            5|B11612082|KR4|x 202612 1(  10)|1|abc|1|005930|x
            nothing

            {Good}
            {Good}
            """).Refused));

    [Fact]
    public void The_second_line_of_a_code_is_refused()
    {
        var (listed, refused) = Read($"{Good}\n{Good.Replace("160000", "165000", StringComparison.Ordinal)}");

        Assert.Equal(160_000, Assert.Single(listed).Strike);
        Assert.Equal("line 2: B11612083 is on line 1 already", Assert.Single(refused).ToString());
    }

    [Theory]
    [InlineData(0xFF)] // no Korean character
    [InlineData(0xBB)] // the first half of one: a name that was cut off, before a pipe or a space
    public void A_name_with_bytes_that_are_no_Korean_text_costs_only_itself(byte broken)
    {
        var line = Korean.GetBytes(Good.Replace("B11612083", "B11612082", StringComparison.Ordinal));
        foreach (var end in new[] { Array.IndexOf(line, (byte)' '), line.Length }) line[end - 1] = broken;

        var (listed, refused) = MasterFile.Read([.. line, (byte)'\n', .. Korean.GetBytes(Good)]);

        Assert.Empty(refused);
        Assert.Equal(
            [("B11612082", 160_000m, "005930"), ("B11612083", 160_000m, "005930")],
            listed.Select(series => (series.Code.ToString(), series.Strike, series.Underlying.Symbol)));
    }

    [Fact]
    public void Line_ends_of_Windows_blank_lines_and_the_end_mark_of_DOS_are_no_lines() =>
        Assert.Equal((2, 0), Counts(Korean.GetBytes($"\r\n{Good}\r\n  \r\n{Good.Replace("083|", "084|", StringComparison.Ordinal)}\r\n\u001a")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_saved_as_UTF_8_is_read_with_and_without_its_mark(bool hasMark)
    {
        var listed = MasterFile.Read([.. hasMark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(Good)]).Series;

        Assert.Equal(Read(Good).Series, listed);
    }

    [Fact]
    public void An_archive_is_said_to_be_one() => Assert.Equal(
        "line 1: a zip archive, which has to be unpacked", Assert.Single(MasterFile.Read("PK\u0003\u0004\n\n\n"u8).Refused).ToString());

    [Theory]
    [InlineData("", Moneyness.Unknown)]
    [InlineData("0", Moneyness.Unknown)]
    [InlineData("1", Moneyness.At)]
    [InlineData("2", Moneyness.In)]
    [InlineData("3", Moneyness.Out)]
    [InlineData(" ", Moneyness.Unknown)]
    [InlineData("4", Moneyness.Unknown)]
    public void Where_a_strike_stands_is_one_digit_or_not_said(string digit, Moneyness meant) =>
        Assert.Equal(meant, Assert.Single(Read(Good.Replace("|1|0016", $"|{digit}|0016", StringComparison.Ordinal)).Series).Moneyness);

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
    [InlineData("tr-TR")]
    [InlineData("fa-IR")]
    public void Every_culture_reads_and_writes_the_same(string culture)
    {
        var (before, expected) = (CultureInfo.CurrentCulture, Read(Good).Series);
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal(expected, Read(Good).Series);
            Assert.Equal(Good, Korean.GetString(MasterFile.Write(expected)).Split('\n')[^2]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static (int, int) Counts(byte[] file) => (MasterFile.Read(file).Series.Count, MasterFile.Read(file).Refused.Count);

    private static MasterListing Read(string text) => MasterFile.Read(Korean.GetBytes(text));

    [Fact]
    public void Futures_are_listed_by_their_code_month_and_stock_and_spreads_are_not()
    {
        var shipped = MasterFile.Load(Path.Combine(Repository.Root, "config", "fo_stk_code_mts.mst"));

        Assert.Equal(96, shipped.Futures.Count);
        var first = shipped.Futures[0];
        Assert.Equal(
            ("A11612", "KR4A116C0003", "005930", new DateOnly(2026, 12, 1), 10m),
            (first.Code.ToString(), first.Isin, first.Underlying.Symbol, first.Expiry, first.Multiplier!.Value));
        Assert.All(shipped.Futures, future => Assert.Equal(InstrumentKind.Future, CodeForm.KindOf(future.Code)));
    }
}
