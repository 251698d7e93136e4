namespace OptionAuctions.Wire.Tests;

public sealed class AnswerSpecs
{
    [Theory]
    [InlineData("OPSP0000", "SUBSCRIBE SUCCESS", Answer.Registered)]
    [InlineData("OPSP0001", "UNSUBSCRIBE SUCCESS", Answer.Released)]
    [InlineData("OPSP0002", "ALREADY IN SUBSCRIBE", Answer.AlreadyRegistered)]
    [InlineData("OPSP0003", "UNSUBSCRIBE ERROR(not found!)", Answer.NotRegistered)]
    [InlineData("OPSP0007", "SUBSCRIBE INTERNAL ERROR", Answer.InternalError)]
    [InlineData("OPSP0008", "MAX SUBSCRIBE OVER", Answer.CapReached)]
    [InlineData("OPSP0009", "SUBSCRIBE ERROR : mci send failed", Answer.BackEndFailed)]
    [InlineData("OPSP0010", "SUBSCRIBE WARNING : invalid appkey", Answer.InvalidAppKey)]
    [InlineData("OPSP0011", "invalid approval : NOT FOUND", Answer.ApprovalNotFound)]
    [InlineData("OPSP8991", "JSON PARSING ERROR : invalid tr_id", Answer.InvalidTr)]
    [InlineData("OPSP8992", "SUBSCRIBE ERROR : invalid tr_key", Answer.InvalidCode)]
    [InlineData("OPSP8993", "JSON PARSING ERROR : invalid tr_key", Answer.BadRequest)]
    [InlineData("OPSP8994", "JSON PARSING ERROR : personalseckey not found", Answer.BadRequest)]
    [InlineData("OPSP8995", "JSON PARSING ERROR : appsecret not found", Answer.BadRequest)]
    [InlineData("OPSP8996", "ALREADY IN USE appkey", Answer.AlreadyInUse)]
    [InlineData("OPSP8997", "JSON PARSING ERROR : invalid tr_type", Answer.BadRequest)]
    [InlineData("OPSP8998", "JSON PARSING ERROR : invalid custtype", Answer.BadRequest)]
    [InlineData("OPSP8999", "resource not available(ALLOC_CALL_PARAM)", Answer.NoResource)]
    [InlineData("OPSP9990", "JSON PARSING ERROR : tr_key not found", Answer.BadRequest)]
    [InlineData("OPSP9991", "JSON PARSING ERROR : input not found", Answer.BadRequest)]
    [InlineData("OPSP9992", "JSON PARSING ERROR : body not found", Answer.BadRequest)]
    [InlineData("OPSP9993", "JSON PARSING ERROR : internal error", Answer.InternalError)]
    [InlineData("OPSP9994", "INVALID appkey", Answer.InvalidAppKey)]
    [InlineData("OPSP9995", "resource not available", Answer.NoResource)]
    [InlineData("OPSP9996", "JSON PARSING ERROR : appkey not found", Answer.BadRequest)]
    [InlineData("OPSP9997", "JSON PARSING ERROR : custtype not found", Answer.BadRequest)]
    [InlineData("OPSP9998", "JSON PARSING ERROR : header not found", Answer.BadRequest)]
    [InlineData("OPSP9999", "JSON PARSING ERROR : invalid json format", Answer.BadRequest)]
    public void Every_code_of_the_venues_list_has_a_meaning_and_so_has_its_text_alone(string code, string text, Answer meaning)
    {
        Assert.Equal(meaning, AnswerCode.MeaningOf(code, "whatever it says"));
        Assert.Equal(meaning, AnswerCode.MeaningOf("", text));
        Assert.Equal((text, meaning), (AnswerCode.Of(code).Text, AnswerCode.Of(code).Meaning));
    }

    [Fact]
    public void The_list_is_twenty_eight_codes_long_and_names_none_twice()
    {
        Assert.Equal(28, AnswerCode.All.Count);
        Assert.Equal(28, AnswerCode.All.DistinctBy(answer => answer.MessageCode).Count());
        Assert.All(AnswerCode.All, answer => Assert.Matches("^OPSP[0-9]{4}$", answer.MessageCode));
    }

    [Fact]
    public void Success_is_zero_and_a_session_error_nine()
    {
        Assert.Equal(["OPSP0000", "OPSP0001"], AnswerCode.All.Where(a => a.ResultCode == "0").Select(a => a.MessageCode));
        Assert.Equal("9", AnswerCode.Of("OPSP8996").ResultCode);
        Assert.Equal("9", AnswerCode.Of("OPSP9999").ResultCode);
        Assert.Equal("1", AnswerCode.Of("OPSP0011").ResultCode); // by verbatim reports: it names TR and code
        Assert.All(AnswerCode.All, answer => Assert.Contains(answer.ResultCode, new[] { "0", "1", "9" }));
    }

    [Theory]
    [InlineData("already in use APPKEY", Answer.AlreadyInUse)]
    [InlineData("  MAX  SUBSCRIBE  OVER ", Answer.CapReached)]
    [InlineData("JSON PARSING ERROR:invalid json format", Answer.BadRequest)]
    [InlineData("invalid approval(appkey) : NOT FOUND", Answer.ApprovalNotFound)]
    [InlineData("invalid approval : 5ad1b9a7-1c2d-4e5f-8091-a2b3c4d5e6f7", Answer.ApprovalNotFound)] // the key itself, as live
    public void A_text_is_known_in_whatever_case_and_spacing(string text, Answer meaning) =>
        Assert.Equal(meaning, AnswerCode.MeaningOf("OPSP0017", text));

    [Theory]
    [InlineData("OPSP0017", "SOMETHING NEW")]
    [InlineData("OPSP0017", "SUBSCRIBE SUCCESS!")]
    [InlineData("opsp0000", "")]
    [InlineData("", "")]
    public void A_code_and_text_that_nobody_lists_are_unknown(string code, string text) =>
        Assert.Equal(Answer.Unknown, AnswerCode.MeaningOf(code, text));

    [Fact]
    public void A_code_that_is_not_listed_has_no_entry() =>
        Assert.Throws<KeyNotFoundException>(() => AnswerCode.Of("OPSP0017"));
}
