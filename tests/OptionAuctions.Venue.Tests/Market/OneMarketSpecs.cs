using System.Globalization;

namespace OptionAuctions.Venue.Tests.Market;

/// <summary>Options, futures and stock are of one market.</summary>
public sealed class OneMarketSpecs
{
    private static readonly TimeOnly Open = new(9, 0);

    [Theory]
    [InlineData(null)]
    [InlineData(6.0)]
    [InlineData(-12.5)]
    public void At_the_open_calls_and_puts_meet_at_the_future_which_is_the_stock(double? gap)
    {
        var options = new VenueOptions { OvernightGap = gap };
        var stock = MarketDay.Of("H0STCNT0", "005930", options).First(r => r.Time == Open).Won(3, 1)[0];
        var future = Crossed("H0ZFANC0", "A11612", options);

        Assert.Equal(stock, future);
        foreach (var series in options.Listing.Where(s => s.IsCall && s.Code.ToString().StartsWith("B11612", StringComparison.Ordinal)))
        {
            var (call, put) = (Crossed("H0ZOANC0", $"{series.Code}", All(options)), Crossed("H0ZOANC0", $"C{$"{series.Code}"[1..]}", All(options)));
            var ticks = TickGrid.Options.StepAt(call) + TickGrid.Options.StepAt(put) + TickGrid.Stocks.StepAt(future);
            Assert.InRange(call - put + (int)series.Strike - future, -ticks, ticks);
        }
    }

    [Theory]
    [InlineData("005930", 6.0)]
    [InlineData("000660", -9.5)]
    [InlineData("035720", 0.0)]
    public void A_stock_opens_as_far_from_its_previous_close_as_it_was_told_to(string symbol, double gap)
    {
        Assert.InRange(RateAtTheOpen(symbol, new VenueOptions { OvernightGap = gap }), gap - 0.2, gap + 0.2); // a tick
        var call = MarketDay.Of("H0STASP0", symbol, new VenueOptions { OvernightGap = gap }).Where(r => r.Forecast.Phase.Raw == "B").ToArray();
        Assert.InRange(call.Average(r => (double)(r.Forecast.Rate.ToDecimal() ?? 0)), gap - 2, gap + 2);
    }

    [Fact]
    public void The_gap_of_one_stock_is_its_own()
    {
        var options = new VenueOptions { OvernightGap = 2, OvernightGaps = new Dictionary<string, double> { ["005930"] = -7 } };

        Assert.InRange(RateAtTheOpen("005930", options), -7.2, -6.8);
        Assert.InRange(RateAtTheOpen("000660", options), 1.8, 2.2);
    }

    [Fact]
    public void A_gap_up_lifts_calls_and_lowers_puts()
    {
        var (flat, up) = (new VenueOptions { OvernightGap = 0 }, new VenueOptions { OvernightGap = 6 });

        Assert.True(Crossed("H0ZOANC0", "B11612083", up) > 2 * Crossed("H0ZOANC0", "B11612083", flat));
        Assert.True(2 * Crossed("H0ZOANC0", "C11612083", up) < Crossed("H0ZOANC0", "C11612083", flat));
    }

    [Fact]
    public void A_future_has_the_calls_of_options_and_its_quantity_grows_to_that_of_the_cross()
    {
        var day = MarketDay.Of("H0ZFANC0", "A11612");
        var opening = day.Where(r => r.Time <= Open).ToArray();

        Assert.Equal(["112", "121", "129", "311"], day.Select(r => r.Forecast.Phase.Raw).Distinct().Order());
        Assert.Equal((Open, new TimeOnly(15, 45)), (opening[^1].Time, day[^1].Time));
        Assert.Equal(opening.Select(r => r.Detail!.Quantity).Order(), opening.Select(r => r.Detail!.Quantity));
        Assert.All(day, r => Assert.True(TickGrid.Stocks.Holds(r.Won(3, 1)[0]) && r.Detail!.Quantity > 0 && r.Forecast.Quality == RecordQuality.None));
        Assert.InRange(opening[..300].Average(r => Math.Abs(r.Won(3, 1)[0] - opening[^1].Won(3, 1)[0])), 200, 4000); // of 160,000 won
    }

    private static double RateAtTheOpen(string symbol, VenueOptions options) =>
        double.Parse(MarketDay.Of("H0STCNT0", symbol, options).First(r => r.Time == Open).Columns[5], CultureInfo.InvariantCulture);

    private static VenueOptions All(VenueOptions options) => options with { Codes = [] };

    private static int Crossed(string trId, string code, VenueOptions options) =>
        MarketDay.Of(trId, code, options).Single(r => r.Time == Open && r.Forecast.Phase.Raw == "112").Won(3, 1)[0];
}
