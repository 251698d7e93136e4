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
    public void Amounts_are_added_subtracted_and_multiplied_as_decimals_are() => Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[-1_000_000, 1_000_000])
        .Sample((a, b) =>
        {
            var (left, right) = (Won.OfHundredths(a), Won.OfHundredths(b));

            Assert.Equal((a + b) / 100m, (left + right).ToDecimal());
            Assert.Equal((a - b) / 100m, (left - right).ToDecimal());
            Assert.Equal(-a / 100m, (-left).ToDecimal());
            Assert.Equal(10 * a / 100m, (left * 10).ToDecimal());
        });

    [Fact]
    public void A_product_is_rounded_to_the_nearest_hundredth()
    {
        Assert.Equal(Won.Of(10_886.71m), 10.27m * Won.Of(1_060.05m)); // 10,886.7135
        Assert.Equal((Won.Of(0.01m), Won.Of(-0.01m)), (Won.Of(0.01m) * 0.5m, Won.Of(-0.01m) * 0.5m));
    }

    [Fact]
    public void None_makes_every_result_none()
    {
        var (none, one) = (Won.None, Won.Of(1));

        Assert.All([none + one, one + none, none - one, one - none, none - none, -none, none * 10, 0 * none], result => Assert.False(result.HasValue));
    }

    [Fact]
    public void A_result_that_does_not_fit_is_an_overflow_that_names_what_was_computed()
    {
        var most = Won.Of(21474836.47m);

        Assert.Equal("21474836.47 + 0.01 is beyond ±21474836.47 won", Assert.Throws<OverflowException>(() => most + Won.Of(0.01m)).Message);
        Assert.Equal("-21474836.47 - 0.01 is beyond ±21474836.47 won", Assert.Throws<OverflowException>(() => -most - Won.Of(0.01m)).Message);
        Assert.Equal("21474836.47 * 1.1 is beyond ±21474836.47 won", Assert.Throws<OverflowException>(() => most * 1.1m).Message);
        Assert.Equal($"21474836.47 * {decimal.MaxValue} is beyond ±21474836.47 won", Assert.Throws<OverflowException>(() => most * decimal.MaxValue).Message);
        Assert.Equal(most, most - Won.Of(1) + Won.Of(1));
    }

    [Fact]
    public void Amounts_are_ordered_and_none_comes_first()
    {
        Won less = Won.Of(-1m), more = Won.Of(2m), same = Won.Of(2m);

        Assert.True(less < more && more > less && less <= more && more >= less && same <= more && same >= more);
        Assert.False(more < less || less > more || more <= less || less >= more || same < more || same > more);
        Assert.True(Won.None < Won.Of(-21474836.47m));
    }
}
