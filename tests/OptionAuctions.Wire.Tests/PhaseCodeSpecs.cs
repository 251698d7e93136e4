using System.Text;

namespace OptionAuctions.Wire.Tests;

public sealed class PhaseCodeSpecs
{
    [Theory]
    [InlineData("311")]
    [InlineData("112")]
    [InlineData("121")]
    [InlineData("129")]
    [InlineData("310")]
    [InlineData("3110")]
    [InlineData("31")]
    [InlineData("AB1")]
    [InlineData("~!")]
    [InlineData("")]
    public void Every_value_is_kept_as_it_came(string raw)
    {
        var phase = new PhaseCode(raw);

        Assert.Equal((raw, raw), (phase.Raw, phase.ToString()));
    }

    [Theory]
    [InlineData("31111")]
    [InlineData("3 1")]
    [InlineData("3\x7F")]
    [InlineData("\x1F")]
    [InlineData("\xFF")]
    public void What_would_not_be_kept_whole_is_refused(string text)
    {
        Assert.False(PhaseCode.TryParse(Encoding.Latin1.GetBytes(text), out var phase));
        Assert.Equal(default, phase);
        Assert.Contains(text, Assert.Throws<FormatException>(() => new PhaseCode(text)).Message);
    }
}
