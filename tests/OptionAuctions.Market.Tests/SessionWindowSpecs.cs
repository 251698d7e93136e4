namespace OptionAuctions.Market.Tests;

public sealed class SessionWindowSpecs
{
    [Theory]
    [InlineData("08:40-09:00", true)]
    [InlineData(" 08:40 - 09:00 ", true)]
    [InlineData("09:00-08:40", false)]
    [InlineData("08:40-08:40", false)]
    [InlineData("8:40-9:00", false)]
    [InlineData("08:40", false)]
    [InlineData("24:00-25:00", false)]
    [InlineData("", false)]
    public void A_window_is_two_times_of_day_in_order(string text, bool isOne)
    {
        Assert.Equal(isOne, SessionWindow.TryParse(text, out var window));
        if (isOne) Assert.Equal("08:40-09:00", window.ToString());
    }
}
