using System.Text;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Auctions;

public sealed class SecretMaskSpecs
{
    [Theory]
    [InlineData("""{"header":{"tr_id":"H0ZOANC0","tr_key":"B11612083"}}x""", """{"header":{"tr_id":"H0ZOANC0","tr_key":"B11612083"}}***""")]
    [InlineData("""{"key":"abcdefghijklmnopqrstuvwxyz012345","iv":"0123456789abcdef"}""", """{"key":"***","iv":"***"}""")]
    [InlineData("""{"msg1":"invalid approval : 12345678-1234-1234-1234-123456789abc"}""", """{"msg1":"invalid approval : ***"}""")]
    [InlineData("""{"output":{"key":"abc""", """{"output":{"key":"***""")]
    [InlineData("""{"a":"b c""", """{"a":"b ***""")]
    [InlineData("", "")]
    public void What_may_be_a_key_is_masked_and_the_rest_can_be_read(string text, string masked) =>
        Assert.Equal(masked, Encoding.UTF8.GetString(SecretMask.Of(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void A_key_that_is_cut_by_the_length_that_is_read_is_masked()
    {
        var text = string.Concat("{\"", new string('.', 4096 - 2 - 5), "abcdefghijklmnopqrstuvwxyz");

        Assert.EndsWith("....***", Encoding.UTF8.GetString(SecretMask.Of(Encoding.UTF8.GetBytes(text))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_too_long_and_one_that_is_no_data_are_kept_without_keys()
    {
        using var meter = Some.Meter();
        meter.MessageRefused(DecodeError.TooLong, """{"key":"abcdefghijklmnopqrstuvwxyz012345"}"""u8);
        meter.MessageRefused(DecodeError.UnknownKind, """ {"key":"abcdefghijklmnopqrstuvwxyz012345"}"""u8);

        Assert.All(meter.Read().RecentRefusals, refused => Assert.Contains("\"***\"", Encoding.UTF8.GetString(refused.Raw.Span)));
    }
}
