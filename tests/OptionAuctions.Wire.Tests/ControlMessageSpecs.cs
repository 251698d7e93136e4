using System.Text;
using CsCheck;

namespace OptionAuctions.Wire.Tests;

public sealed class ControlMessageSpecs
{
    private const string Iv = "0123456789abcdef", AesKey = "abcdefghijklmnopqrstuvwxyz012345";

    [Fact]
    public void A_success_answer_names_its_code_and_forgets_the_keys_it_came_with()
    {
        var message = Decoded($$$$"""
            {"header":{"tr_id":"H0ZOANC0","tr_key":"B11612083","encrypt":"N"},
             "body":{"rt_cd":"0","msg_cd":"OPSP0000","msg1":"SUBSCRIBE SUCCESS","output":{"iv":"{{{{Iv}}}}","key":"{{{{AesKey}}}}"}}}
            """);

        Assert.Equal(new ControlMessage("H0ZOANC0", "B11612083", "0", "OPSP0000", "SUBSCRIBE SUCCESS"), message);
        Assert.Equal((Answer.Registered, false), (message.Meaning, message.IsPingPong));
        Assert.DoesNotContain(Iv, message.ToString());
        Assert.DoesNotContain(AesKey, message.ToString());
    }

    [Fact]
    public void A_session_error_names_no_request()
    {
        var message = Decoded("""
            {"header":{"tr_id":"(null)","tr_key":"","encrypt":"N"},"body":{"rt_cd":"9","msg_cd":"OPSP8996","msg1":"ALREADY IN USE appkey"}}
            """);

        Assert.Equal(("(null)", "", "9", Answer.AlreadyInUse), (message.TrId, message.TrKey, message.ResultCode, message.Meaning));
    }

    [Fact]
    public void The_keep_alive_is_a_header_alone()
    {
        var message = Decoded("""{"header":{"tr_id":"PINGPONG","datetime":"20250722090110"}}""");

        Assert.Equal(new ControlMessage("PINGPONG", "", "", "", ""), message);
        Assert.Equal((true, Answer.Unknown), (message.IsPingPong, message.Meaning));
    }

    [Theory]
    [InlineData("""{"header":{}}""")]
    [InlineData("""{"header":{},"body":null}""")]
    [InlineData("""{"header":{},"body":"OPSP0000"}""")]
    [InlineData("""{"header":{"tr_id":null,"tr_key":null},"body":{}}""")]
    [InlineData("""{"header":{"tr_id":["PINGPONG"]},"body":{"msg1":{"key":"abcdefghijklmnopqrstuvwxyz012345"}}}""")]
    public void Members_that_are_missing_or_no_text_are_empty(string json) =>
        Assert.Equal(new ControlMessage("", "", "", "", ""), Decoded(json));

    [Fact]
    public void A_number_where_text_should_be_is_read_as_its_digits() =>
        Assert.Equal("9", Decoded("""{"header":{},"body":{"rt_cd":9}}""").ResultCode);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("PINGPONG")]
    [InlineData("""{"header":"PINGPONG"}""")]
    [InlineData("""{"header":null,"body":{"msg_cd":"OPSP0000"}}""")]
    [InlineData("""{"header":{"tr_id":"PINGPONG"}}{""")]
    [InlineData("""{"header":{"tr_id":"PINGPONG"}},""")]
    [InlineData("""{"\ud800":1,"header":{"tr_id":"PINGPONG"}}""")]
    public void Anything_but_an_object_with_a_header_is_refused(string json)
    {
        Assert.False(ControlMessage.TryDecode(Encoding.UTF8.GetBytes(json), out var message));
        Assert.Equal(new ControlMessage("", "", "", "", ""), message);
    }

    [Theory]
    [InlineData("\xC0\xCC\xB9\xCC")] // CP949 Hangul
    [InlineData("\\ud800")] // half a character
    public void Words_that_are_no_text_do_not_cost_the_code_beside_them(string words)
    {
        var json = Frames.Bytes($$$"""{"header":{"tr_id":"(null)"},"body":{"msg1":"{{{words}}}","msg_cd":"OPSP8996"}}""");

        Assert.True(ControlMessage.TryDecode(json, out var message));
        Assert.Equal(("", Answer.AlreadyInUse), (message.Text, message.Meaning));
    }

    [Fact]
    public void No_member_is_longer_than_a_log_line_bears()
    {
        var flood = new string('x', 100_000);
        var message = Decoded(
            $$$"""{"header":{"tr_id":"{{{flood}}}","tr_key":"{{{flood}}}"},"body":""" +
            $$$"""{"rt_cd":1{{{flood.Replace('x', '0')}}},"msg_cd":"{{{flood}}}","msg1":"{{{flood}}}"}}""");

        Assert.All(
            new[] { message.TrId, message.TrKey, message.ResultCode, message.MessageCode, message.Text },
            member => Assert.Equal(256, member.Length));
    }

    [Fact]
    public void A_message_with_broken_bytes_is_refused_or_read_and_never_throws()
    {
        var valid = Encoding.UTF8.GetBytes("""
            {"header":{"tr_id":"H0ZOANC0","tr_key":"B11612083"},"body":{"rt_cd":"0","msg_cd":"OPSP0000","msg1":"\u0041 \n","output":{"iv":"0"}}}
            """);
        Hostile.Mutation(valid).Sample(bytes =>
        {
            var read = ControlMessage.TryDecode(bytes, out var message);
            Assert.True(read || message == new ControlMessage("", "", "", "", ""));
            Assert.DoesNotContain(message.ToString(), char.IsControl);
        }, iter: 20_000);
    }

    private static ControlMessage Decoded(string json)
    {
        Assert.True(ControlMessage.TryDecode(Encoding.UTF8.GetBytes(json), out var message));
        return message;
    }
}
