using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace OptionAuctions.Wire.Tests;

public sealed class SecretSpecs
{
    private const string Value = "PSabcdef0123456789";
    private static readonly Secret Secret = new(Value);

    private sealed record Options(string Name, Secret AppKey);

    [Fact]
    public void A_secret_prints_as_stars_wherever_text_is_made_of_it()
    {
        Assert.Equal("***", Secret.ToString());
        Assert.Equal("key ***", $"key {Secret}");
        Assert.Equal("Options { Name = n, AppKey = *** }", new Options("n", Secret).ToString());
        Assert.DoesNotContain(Value, JsonSerializer.Serialize(Secret));
        Assert.Equal("***", typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
    }

    [Fact]
    public void Its_value_is_had_by_name() => Assert.Equal(Value, Secret.Reveal());

    [Theory]
    [InlineData("invalid appkey : " + Value + "!", "invalid appkey : ***!")]
    [InlineData(Value + Value, "******")]
    [InlineData("PSABCDEF0123456789", "***")]
    [InlineData("cut off at PSabcdef012345678", "cut off at ***")]
    [InlineData("cut off at psab", "cut off at ***")]
    [InlineData("PSabcd", "***")]
    [InlineData("at PSa", "at PSa")]
    [InlineData("PSabc within a text", "PSabc within a text")]
    [InlineData("", "")]
    public void A_text_is_scrubbed_of_the_value_and_of_its_beginning_at_the_end(string text, string scrubbed) =>
        Assert.Equal(scrubbed, Secret.Scrub(text));

    [Theory]
    [InlineData("abc")]
    [InlineData("     ")]
    [InlineData("")]
    [InlineData(null)]
    public void Too_little_to_be_a_secret_does_not_blot_out_sentences(string? value) =>
        Assert.Equal("abc     abc", new Secret(value!).Scrub("abc     abc"));

    [Fact]
    public void Four_characters_are_enough_to_be_scrubbed() => Assert.Equal("***!", new Secret("abcd").Scrub("abcd!"));

    [Theory]
    [InlineData(Value, false)]
    [InlineData(" ", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void Nothing_is_nothing_to_keep(string? value, bool empty) => Assert.Equal(empty, new Secret(value!).IsEmpty);

    [Fact]
    public void Secrets_are_equal_by_value()
    {
        var twin = new Secret(string.Concat(Value.AsSpan(0, 5), Value.AsSpan(5)));

        Assert.True(Secret.Equals(twin) && Secret.Equals((object)twin) && Secret.GetHashCode() == twin.GetHashCode());
        Assert.False(Secret.Equals(new Secret("other")) || Secret.Equals((object)Value) || Secret.Equals(null));
    }

    [Fact]
    public void Configuration_binds_text_to_a_secret_and_nothing_reads_it_back()
    {
        var converter = TypeDescriptor.GetConverter(typeof(Secret));

        Assert.True(converter.CanConvertFrom(typeof(string)));
        Assert.False(converter.CanConvertFrom(typeof(int)));
        Assert.Equal(Secret, converter.ConvertFromInvariantString(Value));
        Assert.Equal("***", converter.ConvertToInvariantString(Secret));
    }
}
