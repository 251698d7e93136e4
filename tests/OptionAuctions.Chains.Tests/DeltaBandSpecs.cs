namespace OptionAuctions.Chains.Tests;

/// <summary>A selection by delta against the deltas of our Black-Scholes formula.</summary>
public sealed class DeltaBandSpecs
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Theory]
    [InlineData(0.05, 0.2)]
    [InlineData(0.1, 0.4)]
    [InlineData(0.25, 0.4)]
    [InlineData(0.4, 0.6)]
    [InlineData(0.49, 0.3)]
    public void It_has_the_strikes_whose_option_out_of_the_money_has_that_delta(double delta, double volatility)
    {
        var master = InstrumentList.Load(Path.Combine(Repository.Root, "config", "fo_stk_code_mts.mst"));
        var query = new SeriesQuery { Underlying = "005930", Expiries = 1, Delta = delta, Volatility = volatility };

        var selected = master.Select(query, TradingCalendar.BuiltIn, Day);
        var all = master.Select(query with { Delta = null }, TradingCalendar.BuiltIn, Day);

        var (expiry, money) = (selected.InChainOrder[0].LastTradingDay, (double)selected.InOrderOfImportance[0].Strike);
        var deviation = volatility * Math.Sqrt((expiry.DayNumber - Day.DayNumber + 0.5) / 365);
        var expected = all.InChainOrder.Select(series => series.Strike).Distinct().Where(strike => OutOfTheMoney((double)strike) >= delta);
        Assert.Equal(expected, selected.InChainOrder.Select(series => series.Strike).Distinct());

        double OutOfTheMoney(double strike)
        {
            var d1 = (Math.Log(money / strike) / deviation) + (deviation / 2);
            return BlackScholes.Normal(strike >= money ? d1 : -d1);
        }
    }
}
