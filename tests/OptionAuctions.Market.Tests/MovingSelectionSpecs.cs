using static OptionAuctions.Market.Tests.Masters;

namespace OptionAuctions.Market.Tests;

/// <summary>A selection follows the money, and does not run forth and back with it.</summary>
public sealed class MovingSelectionSpecs
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    private static MovingSelection Samsung(Action<SeriesQuery>? change = null)
    {
        var query = new SeriesQuery { Underlying = "005930", Expiries = 1, Atm = 1, Moves = true, Spot = true, Future = true };
        change?.Invoke(query);
        return new MovingSelection(Shipped, query, TradingCalendar.BuiltIn, Day);
    }

    [Fact]
    public void Before_any_price_it_is_that_of_the_master_file() =>
        Assert.Equal(Shipped.Select(Samsung().Query, TradingCalendar.BuiltIn, Day).Codes, Samsung().Current.Codes);

    [Fact]
    public void A_gap_of_the_stock_moves_the_strikes()
    {
        var selection = Samsung();
        var (before, step) = Money(selection);

        Assert.True(selection.Move(before + (4 * step)));
        Assert.Equal([before + (3 * step), before + (4 * step), before + (5 * step)], Strikes(selection));
        Assert.False(selection.Move(before + (4 * step)));
    }

    [Fact]
    public void A_price_has_to_be_half_a_strike_behind_the_middle_and_comes_back_as_late()
    {
        var selection = Samsung();
        var (money, step) = Money(selection);

        Assert.False(selection.Move(money + (0.99m * step)));
        Assert.True(selection.Move(money + (1.01m * step)));
        Assert.False(selection.Move(money + (0.01m * step)));
        Assert.True(selection.Move(money - (0.01m * step)));
        Assert.Equal(money, selection.MoneyOf(selection.Current.InChainOrder[0]));
    }

    [Fact]
    public void Without_hysteresis_the_middle_decides()
    {
        var selection = Samsung(query => query.Hysteresis = 0);
        var (money, step) = Money(selection);

        Assert.False(selection.Move(money + (0.49m * step)));
        Assert.True(selection.Move(money + (0.51m * step)));
    }

    [Fact]
    public void A_walk_up_one_strike_and_back_changes_each_strike_once_a_way()
    {
        var selection = Samsung();
        var (money, step) = Money(selection);
        var moves = 0;
        for (var price = money; price <= money + (3 * step); price += step / 20) moves += selection.Move(price) ? 1 : 0;
        var up = moves;
        for (var price = money + (3 * step); price >= money; price -= step / 20) moves += selection.Move(price) ? 1 : 0;

        Assert.Equal((2, 3), (up, moves)); // a strike is left behind the next one only, and the walk ends on strikes
    }

    [Fact]
    public void A_band_in_percent_is_one_around_the_strike_at_the_money()
    {
        var selection = Samsung(query => (query.Atm, query.Band) = (null, 5));
        var (money, _) = Money(selection);

        Assert.All(Strikes(selection), strike => Assert.InRange(strike, money * 0.95m, money * 1.05m));
        Assert.True(selection.Move(money * 1.2m));
        var moved = selection.MoneyOf(selection.Current.InChainOrder[0])!.Value;
        Assert.All(Strikes(selection), strike => Assert.InRange(strike, moved * 0.95m, moved * 1.05m));
    }

    [Fact]
    public void A_band_by_delta_is_wider_the_more_the_price_may_vary_and_narrower_the_larger_the_delta()
    {
        var quiet = Samsung(query => (query.Atm, query.Delta, query.Volatility) = (null, 0.25, 0.2));
        var usual = Samsung(query => (query.Atm, query.Delta, query.Volatility) = (null, 0.25, 0.4));
        var wing = Samsung(query => (query.Atm, query.Delta, query.Volatility) = (null, 0.1, 0.4));

        Assert.True(Strikes(quiet).Count < Strikes(usual).Count && Strikes(usual).Count < Strikes(wing).Count);
        Assert.Subset(Strikes(usual).ToHashSet(), Strikes(quiet).ToHashSet());
    }

    [Fact]
    public void A_band_by_delta_takes_the_width_that_is_implied_and_leaves_it_for_small_changes()
    {
        var selection = Samsung(query => (query.Atm, query.Delta) = (null, 0.2));
        var money = selection.Current.InOrderOfImportance[0].Strike;
        var before = Strikes(selection);

        Assert.False(selection.Move(money, _ => null));
        Assert.True(selection.Move(money, _ => 0.3));
        Assert.True(Strikes(selection).Count > before.Count);
        Assert.False(selection.Move(money, _ => 0.32));
        Assert.True(selection.Move(money, _ => 0.1));
        Assert.Contains(money, Strikes(selection));
    }

    [Fact]
    public void The_stock_and_the_future_of_the_month_stand_after_the_first_two_options()
    {
        var codes = Samsung().Current.Codes.Select(code => code.ToString()).ToArray();

        Assert.Equal(["005930", "A11612"], codes[2..4]);
        Assert.Equal(3 * 2 + 2, codes.Length);
        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_price_that_is_none_is_refused(decimal price) => Assert.Throws<ArgumentOutOfRangeException>(() => Samsung().Move(price));

    private static (decimal Money, decimal Step) Money(MovingSelection selection)
    {
        var strikes = Strikes(selection);
        var middle = strikes.Count / 2;
        return (strikes[middle], strikes[middle + 1] - strikes[middle]);
    }

    private static List<decimal> Strikes(MovingSelection selection) => [.. selection.Current.InChainOrder.Select(series => series.Strike).Distinct()];
}
