using CsCheck;

namespace OptionAuctions.Wire.Tests;

public sealed class ApprovalAnswerSpecs
{
    private const string Key = "0a1b2c3d-0000-4000-8000-aabbccddeeff";

    [Theory]
    [InlineData($$"""{"approval_key":"{{Key}}"}""")]
    [InlineData($$""" { "code": 200, "approval_key" : "{{Key}}" } """)]
    public void A_key_is_taken_and_does_not_print(string body)
    {
        var answer = ApprovalAnswer.Decode(body);

        Assert.Equal((new Secret(Key), ""), (answer.Key, answer.Error));
        Assert.DoesNotContain(Key, answer.ToString());
    }

    [Theory]
    [InlineData("""{"error_code":"EGW00103","error_description":"유효하지 않은 AppKey입니다."}""", "EGW00103 유효하지 않은 AppKey입니다.")]
    [InlineData("""{"error_code":"EGW00105"}""", "EGW00105")]
    [InlineData("""{"approval_key":"","error_code":"EGW00105","error_description":null}""", "EGW00105")]
    [InlineData("""{"rt_cd":"1","msg_cd":"EGW00201","msg1":"too many calls"}""", "EGW00201 too many calls")]
    [InlineData("""{ "echo" : "a\u002bb\/c" }""", """{"echo":"a+b/c"}""")]
    [InlineData("[]", "[]")]
    [InlineData("502 Bad Gateway\r\n", "502 Bad Gateway")]
    [InlineData("one\nINFO forged line", "one INFO forged line")]
    [InlineData("""{"error_code":"\ud800"}""", """{"error_code":"\ud800"}""")]
    [InlineData("", "")]
    public void A_failure_is_told_in_the_venues_words(string body, string error)
    {
        var answer = ApprovalAnswer.Decode(body);

        Assert.Equal((null, error), (answer.Key, answer.Error));
    }

    [Theory]
    [InlineData($$"""{"approval_key":"{{Key}}""")]
    [InlineData($$"""{"approval_key":["{{Key}}"]}""")]
    [InlineData($$"""[{"APPROVAL_KEY":"{{Key}}"}]""")]
    [InlineData($$$"""{"approval\u005fkey":{"value":"{{{Key}}}"}}""")]
    public void A_key_in_an_answer_that_cannot_be_read_is_not_shown_as_its_text(string body)
    {
        var answer = ApprovalAnswer.Decode(body);

        Assert.Null(answer.Key);
        Assert.Equal("approval_key in an unreadable answer", answer.Error);
    }

    [Theory]
    [InlineData($$"""{"approvalKey":"{{Key}}"}""")]
    [InlineData("""{"approvalKey":"short"}""")]
    [InlineData("""{"access_token":"short","expires_in":86400}""")]
    [InlineData("""{"output":{"key":"short","iv":"short"}}""")]
    [InlineData("""{"appKeys":["short"],"secretkey":{"value":"short"}}""")]
    [InlineData($$"""{"{{Key}}":1}""")]
    [InlineData($$"""{"msg_cd":"{{Key}}","msg1":"done"}""")]
    [InlineData($$"""{"error_code":"EGW00000","error_description":"{{Key}} is void"}""")]
    [InlineData($$"""{"rt_cd":"1","data":"see https://{{Key}}@host/path"}""")]
    [InlineData("""{"rt_cd":"1","data":"see https://short@host/path"}""")]
    [InlineData($$"""
        "{{Key}}"
        """)]
    [InlineData($$"""{"approvalKey":"{{Key}}""")]
    [InlineData("""{"approvalKey": "short", "rest":""")]
    [InlineData("token=short; path=/")]
    [InlineData($"<html>{Key}</html>")]
    public void What_looks_like_a_key_wherever_it_stands_is_masked(string body)
    {
        var error = ApprovalAnswer.Decode(body).Error;

        Assert.Contains("***", error);
        Assert.DoesNotContain(Key, error);
        Assert.DoesNotContain("short", error);
    }

    [Fact]
    public void An_answer_full_of_names_is_masked_in_no_time() => // with an unbounded name before each it took minutes
        Assert.Equal(256, ApprovalAnswer.Decode(new string('x', 64 * 1024)).Error.Length);

    [Fact]
    public void An_error_is_cut_and_not_in_the_middle_of_a_character()
    {
        Assert.Equal(new string('x', 256), ApprovalAnswer.Decode(new string('x', 257)).Error);
        Assert.Equal(new string('x', 254) + "😀", ApprovalAnswer.Decode(new string('x', 254) + "😀!").Error);
        Assert.Equal(new string('x', 255), ApprovalAnswer.Decode(new string('x', 255) + "😀").Error);
        Assert.Equal(255, ApprovalAnswer.Decode(new string('x', 255)).Error.Length);
    }

    [Fact]
    public void No_text_at_all_throws() => Gen.String.Sample(text =>
    {
        Assert.True(ApprovalAnswer.Decode(text).Error.Length <= 256);
        Assert.Null(ApprovalAnswer.Decode($$"""{"error_code":"{{text}}"}""").Key);
    }, iter: 5_000);

    [Fact]
    public void Half_a_character_in_a_body_is_shown_as_it_came() =>
        Assert.Equal("{\"a\":\"\ud800\"}", ApprovalAnswer.Decode("{\"a\":\"\ud800\"}").Error);
}
