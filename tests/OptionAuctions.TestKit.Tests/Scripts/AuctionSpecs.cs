namespace OptionAuctions.TestKit.Tests.Scripts;

/// <summary>A script says what the venue sends, and when.</summary>
public sealed class AuctionSpecs
{
    [Fact]
    public void An_opening_call_is_written_second_by_second_and_crosses_at_nine() => Assert.Equal(
        """
        08:40:00
        08:40:01 0|H0ZOANC0|001|B11612083^084001^1060.00^-120.00^5^-10.17^311
        08:40:02 0|H0ZOANC0|001|B11612083^084002^1100.00^-80.00^5^-6.78^311
        08:40:03 0|H0ZOANC0|001|B11612083^084003^0.00^0.00^3^0.00^311
        09:00:00 0|H0ZOANC0|001|B11612083^090000^1080.00^-100.00^5^-8.47^112
        """,
        $"{Auction.Of("B11612083").Opens().Indicates(1060).Then(1100).NothingMatches().CrossesAt(1080)}");

    [Fact]
    public void Time_can_be_told_and_added_up() => Assert.Equal(
        ["08:40:10", "08:40:30", "08:40:30", "08:45:00", "08:45:00", "08:45:01", "08:45:31", "08:45:32"],
        Times(Auction.Of("A")
            .After(TimeSpan.FromSeconds(10)).After(TimeSpan.FromSeconds(20)).Indicates(1060)
            .At(new TimeOnly(8, 45)).Indicates(1080)
            .LosesConnection(TimeSpan.FromSeconds(30)).Indicates(1080)));

    [Fact]
    public void The_closing_call_and_one_during_the_day_have_times_and_codes_of_their_own()
    {
        var intraday = Auction.Of("A").At(new TimeOnly(10, 12)).Opens(CallKind.Intraday).Indicates(1060).CrossesAt(1080);
        var day = $"{intraday.Opens(CallKind.Closing).Indicates(1060).CrossesAt(1040)}";

        Assert.Contains("10:12:01 0|H0ZOANC0|001|A^101201^1060.00^-120.00^5^-10.17^311", day);
        Assert.Contains("10:14:00 0|H0ZOANC0|001|A^101400^1080.00^-100.00^5^-8.47^112", day);
        Assert.Contains("15:35:01 0|H0ZOANC0|001|A^153501^1060.00^-120.00^5^-10.17^121", day);
        Assert.Contains("15:45:00 0|H0ZOANC0|001|A^154500^1040.00^-140.00^5^-11.86^129", day);
    }

    [Fact]
    public void A_call_that_is_late_crosses_a_second_after_its_last_forecast() =>
        Assert.Equal("09:00:31", Times(Auction.Of("A").Opens().At(new TimeOnly(9, 0, 30)).Indicates(1060).CrossesAt(1060))[^1]);

    [Fact]
    public void Trades_bear_the_price_of_the_first_one_as_the_opening_price() => Assert.All(
        Auction.Of("A").Trades(1100).Trades(1120).Moments, moment => Assert.Equal("1100.00", $"{moment}".Split('^')[6]));

    [Fact]
    public void Forecasts_bear_the_phase_code_that_was_set_last() =>
        Assert.EndsWith("^AB1", $"{Auction.Of("A").Opens().Phase("AB1").Indicates(1060)}", StringComparison.Ordinal);

    [Fact]
    public void What_continues_goes_on_where_it_was()
    {
        var begun = Auction.Of("A").Opens().Indicates(1060);

        Assert.Equal(["08:40:02"], Times(begun.Continues().Then(1080)));
        Assert.Equal(2, begun.Moments.Count); // and the script it was made of is as it was
    }

    [Fact]
    public void A_script_does_not_go_back_in_time_nor_into_the_next_day()
    {
        var late = Auction.Of("A").At(new TimeOnly(9, 30));

        Assert.Contains("09:30:00", Assert.Throws<ArgumentException>(() => late.Opens()).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => late.After(TimeSpan.FromHours(15)));
        Assert.Throws<ArgumentOutOfRangeException>(() => late.After(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => late.Opens(CallKind.None));
    }

    private static string[] Times(Auction auction) => [.. auction.Moments.Select(moment => $"{moment}"[..8])];
}
