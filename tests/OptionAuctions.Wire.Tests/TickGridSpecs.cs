namespace OptionAuctions.Wire.Tests;

public sealed class TickGridSpecs
{
    [Theory]
    [InlineData(3, 10)]
    [InlineData(994, 990)]
    [InlineData(1_008, 1_000)]
    [InlineData(1_995, 2_000)]
    [InlineData(4_980, 5_000)]
    [InlineData(9_960, 10_000)]
    [InlineData(10_120, 10_200)]
    public void A_value_goes_to_the_nearest_price_of_its_step(double value, int price) => Assert.Equal(price, TickGrid.Options.Snap(value));

    [Fact]
    public void Prices_of_the_press_stand_on_the_grid() => Assert.All([70, 370, 1_060, 1_880], price => Assert.True(TickGrid.Options.Holds(price)));

    [Fact]
    public void Whatever_is_snapped_holds() =>
        Assert.All(Enumerable.Range(0, 30_000), won => Assert.True(TickGrid.Options.Holds(TickGrid.Options.Snap(won)), $"{won}"));
}
