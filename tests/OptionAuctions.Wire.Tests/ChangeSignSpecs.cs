using System.Text;

namespace OptionAuctions.Wire.Tests;

public sealed class ChangeSignSpecs
{
    [Theory]
    [InlineData("1", ChangeDirection.UpperLimit, 1, "upper-limit")]
    [InlineData("2", ChangeDirection.Up, 1, "up")]
    [InlineData("3", ChangeDirection.Flat, 0, "flat")]
    [InlineData("4", ChangeDirection.LowerLimit, -1, "lower-limit")]
    [InlineData("5", ChangeDirection.Down, -1, "down")]
    public void Five_digits_are_known(string digit, ChangeDirection direction, int factor, string name)
    {
        var sign = Values.Sign(digit);

        Assert.Equal((direction, factor, name, digit), (sign.Direction, sign.Factor, sign.ToString(), sign.Raw));
        Assert.Equal(sign, new ChangeSign(direction));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("!")]
    [InlineData("~")]
    [InlineData("")]
    public void Any_other_character_is_kept_and_means_nothing(string raw)
    {
        var sign = Values.Sign(raw);

        Assert.Equal((ChangeDirection.Unknown, 0, "unknown", raw), (sign.Direction, sign.Factor, sign.ToString(), sign.Raw));
    }

    [Fact]
    public void The_sign_of_an_unknown_direction_is_the_empty_one() =>
        Assert.Equal(default, new ChangeSign(ChangeDirection.Unknown));

    [Theory]
    [InlineData("12")]
    [InlineData("\x7F")]
    [InlineData("\x1F")]
    [InlineData("\xFF")]
    [InlineData("\0")]
    public void More_than_a_character_or_an_unprintable_one_is_refused(string text) =>
        Assert.False(ChangeSign.TryParse(Encoding.Latin1.GetBytes(text), out _));
}
