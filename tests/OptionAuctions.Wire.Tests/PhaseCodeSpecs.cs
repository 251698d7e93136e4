using System.Text;

namespace OptionAuctions.Wire.Tests;

public sealed class PhaseCodeSpecs
{
    [Theory]
    [InlineData("311", PhaseHint.CallIndicative)]
    [InlineData("112", PhaseHint.CallEnded)]
    [InlineData("121", PhaseHint.ClosingCallIndicative)]
    [InlineData("129", PhaseHint.ClosingCallEnded)]
    [InlineData("310", PhaseHint.Unknown)]
    [InlineData("3110", PhaseHint.Unknown)]
    [InlineData("31", PhaseHint.Unknown)]
    [InlineData("AB1", PhaseHint.Unknown)]
    [InlineData("~!", PhaseHint.Unknown)]
    [InlineData("", PhaseHint.Unknown)]
    public void Four_values_hint_at_something_and_every_value_is_kept(string raw, PhaseHint hint)
    {
        var phase = new PhaseCode(raw);

        Assert.Equal((hint, raw, raw), (phase.Hint, phase.Raw, phase.ToString()));
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
