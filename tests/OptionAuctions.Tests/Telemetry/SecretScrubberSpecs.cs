using System.Text;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Tests.Telemetry;

public sealed class SecretScrubberSpecs
{
    private const string Value = "PSab/cd+0123=";
    private readonly SecretScrubber _secrets = new();

    public SecretScrubberSpecs() => _secrets.Add(new Secret(Value));

    public static TheoryData<string> Spellings => [Value, "psAB/CD+0123=", "PSab\\/cd+0123=", "PSab/cd\\u002B0123=", "PSab%2Fcd%2B0123%3D"];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_secret_is_masked_as_text_JSON_and_URLs_spell_it(string spelling)
    {
        Assert.Equal("key *** is void", _secrets.Scrub($"key {spelling} is void"));
        Assert.Equal("cut ***", _secrets.Scrub($"cut {spelling[..^3]}"));
    }

    [Fact]
    public void Bytes_come_back_as_they_were_but_for_the_secret() =>
        Assert.Equal([0xC5, 0x00, .. "***"u8, 0xFF], _secrets.Scrub([0xC5, 0x00, .. Encoding.ASCII.GetBytes(Value), 0xFF]));

    [Fact]
    public void A_secret_that_begins_with_another_is_masked_whole()
    {
        _secrets.Add(new Secret(Value + "and-more"));

        Assert.Equal("***", _secrets.Scrub(Value + "and-more"));
    }

    [Fact]
    public void All_credentials_are_known()
    {
        _secrets.With(new AppKeyOptions { AppKey = Canary.AppKey, AppSecret = Canary.AppSecret });

        Assert.Equal("***, ***", _secrets.Scrub($"{Canary.AppKey.Reveal()}, {Canary.AppSecret.Reveal()}"));
    }

    [Fact]
    public void A_secret_in_any_member_of_an_answer_is_masked()
    {
        var scrubbed = _secrets.Scrub(new ControlMessage(Value, Value, Value, Value, $"invalid approval : {Value}"));

        Assert.Equal(new ControlMessage("***", "***", "***", "***", "invalid approval : ***"), scrubbed);
    }

    [Fact]
    public void A_short_secret_in_the_place_of_a_name_is_masked_too()
    {
        _secrets.Add(new Secret("KEY1"));

        Assert.Equal("***", _secrets.Scrub(new ControlMessage("", "KEY1", "", "", "")).TrKey);
    }

    [Fact]
    public void A_code_that_ends_as_a_secret_begins_stays_a_code()
    {
        _secrets.Add(new Secret("2083-4b5c-0011"));
        var answer = new ControlMessage("H0ZOANC0", "B11612083", "0", "OPSP0000", "SUBSCRIBE SUCCESS");

        Assert.Equal(answer, _secrets.Scrub(answer));
    }

    [Fact]
    public void Of_very_many_secrets_the_oldest_is_forgotten_and_one_that_is_still_in_use_is_not()
    {
        _secrets.Add(new Secret("another-one"));
        for (var i = 0; i < 254; i++) _secrets.Add(new Secret($"approval-key-{i:000}"));
        _secrets.Add(new Secret(Value));
        _secrets.Add(new Secret("the-last-one"));

        Assert.Equal("another-one *** *** ***", _secrets.Scrub($"another-one {Value} approval-key-000 the-last-one"));
    }

    [Fact]
    public void Bytes_that_are_kept_of_a_refused_message_have_no_secret_in_them()
    {
        using var meter = Some.Meter();
        meter.Secrets.Add(new Secret(Value));

        meter.MessageRefused(DecodeError.Truncated, Encoding.ASCII.GetBytes($"0|{Value}|1"));
        meter.RecordRefused(DecodeError.BadTime, Encoding.ASCII.GetBytes(new string('x', 505) + Value)); // cut within the secret

        Assert.Equal(["0|***|1", new string('x', 505) + "***"], meter.Read().RecentRefusals.Select(r => Encoding.ASCII.GetString(r.Raw.Span)));
    }
}
