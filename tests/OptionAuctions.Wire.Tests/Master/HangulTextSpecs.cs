using System.Text;

namespace OptionAuctions.Wire.Tests.Master;

public sealed class HangulTextSpecs
{
    [Fact]
    public void Every_syllable_is_composed_as_the_Unicode_standard_says()
    {
        var all = string.Concat(Enumerable.Range('가', '힣' - '가' + 1).Select(c => (char)c));

        Assert.Equal(all, HangulText.Compose(all.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SK하이닉스")]
    [InlineData("ㄱㅏ")] // letters of their own, and no parts of a syllable
    [InlineData("\u1161\u1100")] // a vowel without a lead, a lead without a vowel
    [InlineData("각\u11A8")] // a second tail
    public void What_is_no_decomposed_syllable_stays_as_it_is(string text) => Assert.Equal(text, HangulText.Compose(text));

    [Fact]
    public void A_mixed_text_is_composed_where_it_is_not() =>
        Assert.Equal("SK하이닉스", HangulText.Compose("SK하" + "이닉스".Normalize(NormalizationForm.FormD)));
}
