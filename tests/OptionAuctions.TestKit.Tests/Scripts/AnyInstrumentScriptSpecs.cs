namespace OptionAuctions.TestKit.Tests.Scripts;

/// <summary>A script of a stock or a future says what the venue sends of it, by the hours and phase codes of its market.</summary>
public sealed class AnyInstrumentScriptSpecs
{
    [Fact]
    public void A_stock_has_the_hours_and_the_phase_codes_of_stocks()
    {
        var day = Auction.Of("005930").Opens().Indicates(71_200, quantity: 1_200).CrossesAt(71_300, quantity: 1_300)
            .At(new TimeOnly(10, 12)).Opens(CallKind.Intraday).Indicates(74_000).CrossesAt(74_500).Opens(CallKind.Closing).Indicates(74_000).CrossesAt(74_100);

        Assert.Equal(
            [
                "08:40:01 B 71200 1200", "09:00:00 0 71300 1300", "10:12:01 C 74000 1000", "10:14:00 0 74500 1000", "15:20:01 A 74000 1000",
                "15:30:00 0 74100 1000",
            ],
            day.Moments.Where(moment => moment.Message is not null).Select(moment => $"{moment}".Split('^') is var columns
                ? $"{columns[0][..8]} {columns[2]} {columns[47]} {columns[48]}" : ""));
    }

    [Fact]
    public void A_future_has_those_of_options_and_a_quantity() => Assert.Equal(
        """
        08:40:00
        08:40:01 0|H0ZFANC0|001|A11610^084001^71200.00^200.00^2^0.28^311^1200
        09:00:00 0|H0ZFANC0|001|A11610^090000^71300.00^300.00^2^0.42^112^1000
        """,
        $"{Auction.Of("A11610").Opens().Indicates(71_200, quantity: 1_200).CrossesAt(71_300)}");

    [Fact]
    public void A_stocks_forecasts_hold_the_book_that_was_set_last()
    {
        var columns = $"{Auction.Of("005930").WithBook(71_000, 71_400, 30, 10, totalBid: 300).Indicates(71_200)}".Split('^');

        Assert.Equal(("71400", "71000", "10", "30", "10", "300"), (columns[3], columns[13], columns[23], columns[33], columns[43], columns[44]));
        Assert.Equal(("71200", "1000"), (columns[47], columns[48]));
    }

    [Fact]
    public void An_options_book_comes_without_a_forecast() => Assert.StartsWith(
        "08:40:01 0|H0ZOASP0|001|B11612083^084001^1140.00^", $"{Auction.Of("B11612083").Book(1120, 1140, 12, 187)}", StringComparison.Ordinal);

    [Fact]
    public void What_the_venue_does_not_send_is_refused_by_name()
    {
        Assert.Contains("H0ZOANC0, the TR of B11612083, has no quantity", Fails(() => Auction.Of("B11612083").Indicates(1060, quantity: 1)));
        Assert.Contains("H0ZOANC0, the TR of B11612083, has no order book", Fails(() => Auction.Of("B11612083").WithBook(1, 2, 3, 4)));
        Assert.Contains("005930 book", Fails(() => Auction.Of("005930").Book(1, 2, 3, 4)));
        Assert.Contains("A11610 trades", Fails(() => Auction.Of("A11610").Trades(71_000)));
        Assert.Contains("standard code (ISIN)", Assert.Throws<ArgumentException>(() => Auction.Of("KR4B11612083")).Message);
    }

    private static string Fails(Func<Auction> build) => Assert.Throws<InvalidOperationException>(() => build()).Message;
}
