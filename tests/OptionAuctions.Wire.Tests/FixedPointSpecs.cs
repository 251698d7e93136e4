using System.Globalization;
using CsCheck;

namespace OptionAuctions.Wire.Tests;

/// <summary>Number texts, seen through the rate, which may be anything.</summary>
public sealed class FixedPointSpecs
{
    [Theory]
    [InlineData("1060", 1060)]
    [InlineData("1060.", 1060)]
    [InlineData("1060.5", 1060.5)]
    [InlineData(".5", 0.5)]
    [InlineData("-.05", -0.05)]
    [InlineData("+7.69", 7.69)]
    [InlineData("0000000000000000000000001", 1)]
    [InlineData("  12.30  ", 12.3)]
    [InlineData("12.300000000000", 12.3)]
    [InlineData("21474836.47", 21474836.47)]
    [InlineData("-21474836.47", -21474836.47)]
    public void A_number_is_read_exactly(string text, double value)
    {
        var record = Frames.Record(Frames.Fields(sign: "", rate: text));

        Assert.Equal(((decimal)value, RecordQuality.None), (record.Rate.ToDecimal()!.Value, record.Quality));
    }

    [Theory]
    [InlineData("1.234", 1.23)]
    [InlineData("1.235", 1.24)]
    [InlineData("-1.235", -1.24)]
    [InlineData("1.2349999", 1.23)]
    [InlineData("1.2301", 1.23)]
    [InlineData("0.995", 1)]
    [InlineData("0.004", 0)]
    [InlineData("21474836.474", 21474836.47)]
    public void More_than_two_decimals_round_to_the_nearest_half_away_from_zero(string text, double value)
    {
        var record = Frames.Record(Frames.Fields(sign: "", rate: text));

        Assert.Equal(((decimal)value, RecordQuality.Rounded), (record.Rate.ToDecimal()!.Value, record.Quality));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("--1")]
    [InlineData("+-1")]
    [InlineData("- 1")]
    [InlineData("1 2")]
    [InlineData("1.2.3")]
    [InlineData("1,060.00")]
    [InlineData("1060,00")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("inf")]
    [InlineData("null")]
    [InlineData("(nil)")]
    [InlineData("nano")]
    [InlineData("(null)1")]
    [InlineData("\t1")]
    [InlineData("12:3")] // the character behind 9
    [InlineData("12/3")] // and the one before 0
    [InlineData("21474836.48")]
    [InlineData("-21474836.48")]
    [InlineData("21474836.475")]
    [InlineData("21474837")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("184467440737095516.17")] // 2^64 + 1 hundredths: wraps to a small number where nobody looks
    public void A_text_that_is_no_number_or_too_large_is_refused(string text) =>
        Assert.Equal(DecodeError.BadNumber, Frames.Refusal(Frames.Fields(sign: "", rate: text)));

    [Fact]
    public void Every_decimal_reads_as_the_framework_reads_it() => Gen
        .Select(Gen.OneOf("", "-", "+"), Digits(0, 12), Gen.OneOf("", "."), Digits(0, 6))
        .Select(parts => $"{parts.Item1}{parts.Item2}{parts.Item3}{(parts.Item3 == "" ? "" : parts.Item4)}")
        .Where(text => text.Length > 0)
        .Sample(text =>
        {
            var error = Assert.Single(Frames.Decode([Frames.Fields(sign: "", rate: text)]).Readings).Error;
            if (Oracle(text) is not { } expected)
            {
                Assert.Equal(DecodeError.BadNumber, error);
                return;
            }

            var record = Frames.Record(Frames.Fields(sign: "", rate: text));
            Assert.Equal(decimal.Round(expected, 2, MidpointRounding.AwayFromZero), record.Rate.ToDecimal());
            Assert.Equal(decimal.Round(expected, 2) != expected, record.Quality == RecordQuality.Rounded);
        }, iter: 20_000);

    private static Gen<string> Digits(int least, int most) => Gen.String[Gen.Char['0', '9'], least, most];

    private static decimal? Oracle(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && Math.Abs(decimal.Round(value, 2, MidpointRounding.AwayFromZero)) <= 21474836.47m ? value : null;
}
