using System.Text;
using CsCheck;

namespace OptionAuctions.Wire.Tests;

public sealed class InstrumentSpecs
{
    [Fact]
    public void A_code_comes_back_as_it_was_written_and_equals_its_twin_only() => Gen.Select(Any.Code, Any.Code).Sample((code, other) =>
    {
        var text = code.ToString();
        var twin = new Instrument(text);

        Assert.Equal(text.Length, code.Length);
        Assert.True(code == twin && code.Equals((object)twin) && !(code != twin) && code.GetHashCode() == twin.GetHashCode());
        Assert.Equal(text == other.ToString(), code == other);
        Assert.True(Instrument.TryParse(Encoding.ASCII.GetBytes(text), out var wire) && wire == code);
    });

    [Theory]
    [InlineData("A")]
    [InlineData("Z0")]
    [InlineData("B1161208")]
    [InlineData("B11612083")]
    [InlineData("KAK0C000000")]
    [InlineData("A23456789012")]
    public void One_to_twelve_letters_and_digits_are_a_code(string text)
    {
        var code = new Instrument(text);
        var bytes = new byte[Instrument.MaxLength];

        Assert.Equal((text, text.Length, false), (code.ToString(), code.Length, code.IsNone));
        Assert.Equal(text, Encoding.ASCII.GetString(bytes, 0, code.CopyTo(bytes)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A234567890123")]
    [InlineData("b11612083")]
    [InlineData("B1161208 ")]
    [InlineData("B1161-083")]
    [InlineData("B1161\0")]
    [InlineData("@A")]
    [InlineData("[A")]
    [InlineData("/1")]
    [InlineData(":1")]
    [InlineData("Ｂ11612083")] // a full-width letter
    [InlineData("삼성전자")]
    public void Anything_else_is_not(string text)
    {
        Assert.False(Instrument.TryParse(text, out var code));
        Assert.False(Instrument.TryParse(Encoding.UTF8.GetBytes(text), out var wire));
        Assert.True(code.IsNone && wire.IsNone);
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => new Instrument(text)).Message);
    }

    [Fact]
    public void No_text_is_no_code() => Assert.False(Instrument.TryParse((string?)null, out _));

    [Fact]
    public void The_default_names_no_option()
    {
        Instrument none = default;

        Assert.Equal((true, 0, ""), (none.IsNone, none.Length, none.ToString()));
    }

    [Fact]
    public void A_code_is_not_its_text() => Assert.False(new Instrument("B11612083").Equals("B11612083"));

    [Fact]
    public void Codes_that_differ_only_behind_the_eighth_character_differ()
    {
        Instrument one = new("B11612083"), two = new("B11612084"), shorter = new("B1161208");

        Assert.Equal(3, new HashSet<Instrument> { one, two, shorter }.Count);
        Assert.NotEqual(one.GetHashCode(), two.GetHashCode());
    }

    [Theory]
    [InlineData(1 << 14, 14)]
    [InlineData(1 << 14, 10)]
    public void The_codes_of_a_listing_spread_evenly_over_the_low_and_the_high_bits_of_their_hashes(int codes, int bits)
    {
        var hashes = Listing().Take(codes).Select(code => (uint)code.GetHashCode()).ToArray();

        Assert.InRange(hashes.Distinct().Count(), codes - 2, codes);
        Assert.InRange(Surplus(hashes.Select(hash => hash & ((1u << bits) - 1)), bits), 0.9, 1.1);
        Assert.InRange(Surplus(hashes.Select(hash => hash >> (32 - bits)), bits), 0.9, 1.1);
    }

    /// <summary>Codes that differ in few characters: call and put, underlyings, months, serials.</summary>
    private static IEnumerable<Instrument> Listing() =>
        from serial in Enumerable.Range(60, 64)
        from month in Enumerable.Range(1, 8)
        from underlying in Enumerable.Range(11, 16)
        from product in "BC"
        select new Instrument(FormattableString.Invariant($"{product}{underlying}6{month:00}{serial:000}"));

    /// <summary>Steps taken to find each code in a table of that many buckets, over those that chance would give.</summary>
    private static double Surplus(IEnumerable<uint> buckets, int bits)
    {
        var counts = buckets.GroupBy(bucket => bucket).Select(bucket => bucket.Count()).ToArray();
        double codes = counts.Sum(), steps = counts.Sum(n => n * (n + 1) / 2.0);
        return steps / (codes + (codes * (codes - 1) / 2 / (1 << bits)));
    }
}
