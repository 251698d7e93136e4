namespace OptionAuctions.Wire.Tests;

public sealed class PercentSpecs
{
    [Theory]
    [InlineData(5.25, 525, "5.25")]
    [InlineData(-10.17, -1017, "-10.17")]
    [InlineData(2585.714, 258_571, "2585.71")] // a premium that went from 70 to 1,880
    public void A_rate_is_a_count_of_hundredths_of_a_point(double rate, int hundredths, string text)
    {
        var percent = Percent.Of((decimal)rate);

        Assert.Equal((hundredths, text, true), (percent.Hundredths, percent.ToString(), percent.HasValue));
        Assert.Equal(percent, Percent.OfHundredths(hundredths));
        Assert.Equal(hundredths / 100m, percent.ToDecimal());
    }

    [Fact]
    public void None_has_no_value_no_decimal_and_no_text() =>
        Assert.Equal((false, null, ""), (Percent.None.HasValue, Percent.None.ToDecimal(), Percent.None.ToString()));

    [Fact]
    public void The_default_is_none() => Assert.Equal((default, Percent.None), (Percent.None, Percent.OfHundredths(Percent.None.Hundredths)));

    [Fact]
    public void More_than_fits_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Percent.Of(1e9m));
}
