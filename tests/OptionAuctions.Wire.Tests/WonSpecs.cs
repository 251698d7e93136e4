using CsCheck;

namespace OptionAuctions.Wire.Tests;

public sealed class WonSpecs
{
    [Theory]
    [InlineData(1060, 106_000, "1060.00")]
    [InlineData(-120.5, -12_050, "-120.50")]
    [InlineData(0, 0, "0.00")]
    [InlineData(0.005, 1, "0.01")]
    [InlineData(-0.005, -1, "-0.01")]
    [InlineData(0.004, 0, "0.00")]
    [InlineData(21474836.47, int.MaxValue, "21474836.47")]
    [InlineData(-21474836.47, -int.MaxValue, "-21474836.47")]
    public void An_amount_is_a_count_of_hundredths_and_prints_with_two_decimals(double amount, int hundredths, string text)
    {
        var won = Won.Of((decimal)amount);

        Assert.Equal((hundredths, text, true), (won.Hundredths, won.ToString(), won.HasValue));
    }

    [Fact]
    public void Any_count_of_hundredths_comes_back_through_a_decimal() => Gen.Int[-int.MaxValue, int.MaxValue].Sample(hundredths =>
        Assert.Equal(hundredths, Won.Of(Won.OfHundredths(hundredths).ToDecimal()!.Value).Hundredths));

    [Fact]
    public void None_has_no_value_no_decimal_and_no_text()
    {
        Assert.False(Won.None.HasValue);
        Assert.Null(Won.None.ToDecimal());
        Assert.Equal("", Won.None.ToString());
        Assert.Equal(default, Won.None);
        Assert.Equal(Won.None, Won.OfHundredths(Won.None.Hundredths));
    }

    public static TheoryData<decimal> TooMuch => [21474836.475m, 21474836.48m, -21474836.48m, decimal.MaxValue, decimal.MinValue];

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void More_than_fits_is_refused_by_an_exception_that_names_the_range(decimal amount) =>
        Assert.Contains("21474836.47", Assert.Throws<ArgumentOutOfRangeException>(() => Won.Of(amount)).Message);

    [Fact]
    public void Amounts_are_ordered_and_none_comes_first()
    {
        Won less = Won.Of(-1m), more = Won.Of(2m), same = Won.Of(2m);

        Assert.True(less < more && more > less && less <= more && more >= less && same <= more && same >= more);
        Assert.False(more < less || less > more || more <= less || less >= more || same < more || same > more);
        Assert.True(Won.None < Won.Of(-21474836.47m));
    }
}
