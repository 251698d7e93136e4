using System.Globalization;
using static OptionAuctions.Market.Tests.Masters;

namespace OptionAuctions.Market.Tests;

/// <summary>Queries and their answers, on 2026-11-23 against the shipped file: 32 underlyings, 3 months, 11 strikes.</summary>
public sealed class SeriesQuerySpecs
{
    [Theory]
    [InlineData("005930", SeriesKind.Both, 0, -1, 66)]
    [InlineData("삼성전자", SeriesKind.Both, 0, -1, 66)]
    [InlineData(" naver ", SeriesKind.Both, 0, -1, 66)]
    [InlineData("005930", SeriesKind.Calls, 0, -1, 33)]
    [InlineData("005930", SeriesKind.Puts, 0, -1, 33)]
    [InlineData("005930", SeriesKind.Both, 1, -1, 22)]
    [InlineData("005930", SeriesKind.Both, 2, 3, 28)]
    [InlineData("005930", SeriesKind.Both, 9, -1, 66)]
    [InlineData("005930", SeriesKind.Puts, 0, 0, 3)]
    [InlineData("005930", SeriesKind.Both, 1, 5, 22)]
    [InlineData("005930", SeriesKind.Both, 1, int.MaxValue, 22)]
    public void So_many_series_are_meant(string underlying, SeriesKind kind, int expiries, int atm, int count)
    {
        var found = Shipped.Ask(new SeriesQuery { Underlying = underlying, Kind = kind, Expiries = expiries, Atm = atm < 0 ? null : atm });

        Assert.Null(found.Problem);
        Assert.Equal(count, found.InChainOrder.Count);
        Assert.Equal(found.InChainOrder.Select(s => s.Code.ToString()).Order(), found.InOrderOfImportance.Select(s => s.Code.ToString()).Order());
    }

    [Fact]
    public void A_chain_is_read_by_expiry_then_strike_then_call_before_put() => Assert.Equal(
        "B11612082 C11612082 B11612083 C11612083 B11612084 C11612084 B11701082 C11701082 B11701083 C11701083 B11701084 C11701084",
        Codes(Shipped.Ask(new SeriesQuery { Underlying = "005930", Expiries = 2, Atm = 1 }).InChainOrder));

    [Fact]
    public void Slots_go_to_the_nearest_expiry_then_the_nearest_strike_then_the_call() => Assert.Equal(
        "B11612083 C11612083 B11612082 B11612084 C11612082 C11612084 B11701083 C11701083 B11701082 B11701084 C11701082 C11701084",
        Codes(Shipped.Ask(new SeriesQuery { Underlying = "005930", Expiries = 2, Atm = 1 }).InOrderOfImportance));

    [Theory]
    [InlineData("2026-12-10", "2026-12")] // the last trading day itself still counts
    [InlineData("2026-12-11", "2027-01")]
    [InlineData("2027-02-11", "2027-02")]
    public void An_expired_month_is_left_out(string today, string nearest)
    {
        var found = Shipped.Select(new SeriesQuery { Underlying = "000660", Expiries = 1 }, ListedSeries.SecondThursday, Day(today));

        Assert.All(found.InChainOrder, s => Assert.Equal(nearest, s.Expiry.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
        Assert.Equal(22, found.InChainOrder.Count);
    }

    [Fact]
    public void The_calendar_says_when_a_month_expires()
    {
        var found = Shipped.Select(
            new SeriesQuery { Underlying = "000660" },
            (year, month) => ListedSeries.SecondThursday(year, month).AddDays(-1),
            new DateOnly(2026, 12, 10));

        Assert.Equal(2, found.InChainOrder.Select(s => s.Expiry).Distinct().Count());
    }

    [Theory]
    [InlineData("005931", "2026-11-23", "'005931' is neither symbol nor name of one of the 32 underlyings in the master file")]
    [InlineData("", "2026-11-23", "'' is neither symbol nor name of one of the 32 underlyings in the master file")]
    [InlineData("005930", "2027-02-12", "all that the master file lists of 삼성전자 (005930) has expired, the last in 2027-02")]
    public void Nothing_found_is_a_sentence(string underlying, string today, string problem)
    {
        var found = Shipped.Select(new SeriesQuery { Underlying = underlying }, ListedSeries.SecondThursday, Day(today));

        Assert.Equal((problem, 0, 0), (found.Problem, found.InChainOrder.Count, found.InOrderOfImportance.Count));
    }

    [Fact]
    public void A_list_without_options_has_none_of_any() =>
        Assert.Equal("the master file lists no option, so none of '005930'", InstrumentList.Empty.Ask(new SeriesQuery { Underlying = "005930" }).Problem);

    [Theory]
    [InlineData(1, "B2 C2 B3 C3")]
    [InlineData(2, "B1 C1 B2 C2 B3 C3 B4 C4")]
    public void Without_a_flag_the_money_is_between_the_calls_in_and_out_of_it(int atm, string codes)
    {
        var found = Unflagged.Ask(new SeriesQuery { Underlying = "카카오", Atm = atm });

        Assert.Equal((codes, null), (Codes(found.InChainOrder), found.Problem));
    }

    [Fact]
    public void Without_a_flag_no_strike_is_at_the_money() => Assert.Equal(
        "카카오 (035720) 2026-12 has none of what was asked for: calls and puts within 0 strikes of the money",
        Unflagged.Ask(new SeriesQuery { Underlying = "카카오", Atm = 0 }).Problem);

    [Fact]
    public void Calls_alone_that_are_not_listed_are_a_problem() => Assert.Equal(
        "카카오 (035720) 2026-12 has none of what was asked for: calls",
        Of(null, Line('P', "C1", 202612, 100, 1)).Ask(new SeriesQuery { Underlying = "카카오", Kind = SeriesKind.Calls }).Problem);

    [Theory]
    [InlineData(2, 2)] // all in the money
    [InlineData(3, 2)] // in the wrong order
    [InlineData(0, 0)] // not said
    public void A_month_of_which_nobody_knows_where_the_money_is_is_left_out_and_said_so(int lower, int higher)
    {
        var list = Of(null,
            Line('C', "B1", 202612, 100, lower), Line('C', "B2", 202612, 110, higher),
            Line('C', "B3", 202701, 100, 1), Line('C', "B4", 202701, 110, 3));

        var found = list.Ask(new SeriesQuery { Underlying = "카카오", Atm = 0 });

        Assert.Equal(("B3", "the master file does not say which strike of 카카오 (035720) 2026-12 is at the money"), (Codes(found.InChainOrder), found.Problem));
    }

    [Fact]
    public void Whoever_asks_for_every_strike_needs_no_money_and_gets_the_middle_first()
    {
        var found = Of(null, [.. Enumerable.Range(1, 5).Select(i => Line('C', $"B{i}", 202612, 100 * i, 0))]).Ask(new SeriesQuery { Underlying = "카카오" });

        Assert.Equal(("B3 B2 B4 B1 B5", null), (Codes(found.InOrderOfImportance), found.Problem));
    }

    [Fact]
    public void A_weekly_expiry_is_one_of_its_own_between_the_months()
    {
        var list = Of(
            null,
            "5|B11612083||x|1|160000| |005930|삼성전자",
            "5|B11701083||x|1|160000| |005930|삼성전자",
            "L|B11FCW083||위클리C 2612W3|1|160000| |005930|삼성전자",
            "L|B11FBW083||위클리C 2611W3|1|160000| |005930|삼성전자"); // over

        Assert.Equal("B11612083 B11FCW083 B11701083", Codes(list.Ask(new SeriesQuery { Underlying = "005930" }).InChainOrder));
        Assert.Equal("B11612083 B11FCW083", Codes(list.Ask(new SeriesQuery { Underlying = "005930", Expiries = 2, Atm = 0 }).InOrderOfImportance));
        Assert.Equal(
            "삼성전자 (005930) 2026-12 W3 has none of what was asked for: puts; 삼성전자 (005930) 2027-01 has none of what was asked for: puts",
            list.Select(new SeriesQuery { Underlying = "005930", Kind = SeriesKind.Puts }, TradingCalendar.BuiltIn, new DateOnly(2026, 12, 11)).Problem);
    }

    private static InstrumentList Unflagged { get; } = Of(null,
    [
        .. from strike in Enumerable.Range(1, 5)
           from kind in "CP"
           select Line(kind, $"{(kind == 'C' ? 'B' : 'C')}{strike}", 202612, 50_000 + (1_000 * strike), strike <= 2 == (kind == 'C') ? 2 : 3),
    ]);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static string Codes(IEnumerable<ListedSeries> series) => string.Join(' ', series.Select(s => s.Code));
}

internal static class Asking
{
    public static SeriesSelection Ask(this InstrumentList list, SeriesQuery query) =>
        list.Select(query, ListedSeries.SecondThursday, new DateOnly(2026, 11, 23));
}
