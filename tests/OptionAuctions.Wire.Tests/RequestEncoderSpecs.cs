using System.Text;
using System.Text.Json;

namespace OptionAuctions.Wire.Tests;

public sealed class RequestEncoderSpecs
{
    private static readonly Secret Key = new("0a1b2c3d-0000-4000-8000-aabbccddeeff");
    private static readonly Instrument Code = new("B11612083");

    [Fact]
    public void A_registration_is_the_venues_json_to_the_byte() => Assert.Equal(
        """{"header":{"approval_key":"0a1b2c3d-0000-4000-8000-aabbccddeeff","custtype":"P","tr_type":"1","content-type":"utf-8"},"body":""" +
        """{"input":{"tr_id":"H0ZOANC0","tr_key":"B11612083"}}}""",
        Text(RequestEncoder.Register(Key, CustomerType.Personal, RecordLayout.H0ZOANC0, Code)));

    [Fact]
    public void A_release_differs_in_its_type_and_a_company_in_its_letter() => Assert.Equal(
        """{"header":{"approval_key":"0a1b2c3d-0000-4000-8000-aabbccddeeff","custtype":"B","tr_type":"2","content-type":"utf-8"},"body":""" +
        """{"input":{"tr_id":"H0ZOANC0","tr_key":"B11612083"}}}""",
        Text(RequestEncoder.Release(Key, CustomerType.Corporate, RecordLayout.H0ZOANC0, Code)));

    [Fact]
    public void A_registration_for_trades_names_their_TR() => Assert.Contains(
        """{"tr_id":"H0ZOCNT0","tr_key":"B11612083"}""",
        Text(RequestEncoder.Register(Key, CustomerType.Personal, RecordLayout.For(new Topic(Code, RecordKind.Trade))!, Code)));

    [Fact]
    public void The_keep_alive_tells_the_time_in_Korea()
    {
        var ping = RequestEncoder.PingPong(new DateTimeOffset(2025, 7, 22, 0, 1, 10, TimeSpan.Zero));

        Assert.Equal("""{"header":{"tr_id":"PINGPONG","datetime":"20250722090110"}}""", Text(ping));
        Assert.True(ControlMessage.TryDecode(ping, out var message) && message.IsPingPong);
    }

    [Fact]
    public void The_approval_body_names_the_secret_as_this_call_does_and_leaves_base64_alone() => Assert.Equal(
        """{"grant_type":"client_credentials","appkey":"PSabc","secretkey":"x+y/z=="}""",
        Text(RequestEncoder.Approval(new Secret("PSabc"), new Secret("x+y/z=="))));

    [Fact]
    public void A_key_cannot_end_the_string_it_is_written_in()
    {
        const string Odd = "a\"},\\\n\u0000예";

        using var json = JsonDocument.Parse(RequestEncoder.Register(new Secret(Odd), CustomerType.Personal, RecordLayout.H0ZOANC0, Code));

        Assert.Equal(Odd, json.RootElement.GetProperty("header").GetProperty("approval_key").GetString());
    }

    private static string Text(byte[] utf8) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
}
