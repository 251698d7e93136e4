namespace OptionAuctions.Wire.Tests;

public sealed class AnswerSubjectSpecs
{
    private static readonly Instrument Code = new("B11612083"), Other = new("C11612083");
    private static readonly Topic Forecasts = Code, Trades = new(Code, RecordKind.Trade), OtherTrades = new(Other, RecordKind.Trade);

    [Theory]
    [InlineData("H0ZOANC0", "B11612083", true, false, false)]
    [InlineData("H0ZOCNT0", "B11612083", false, true, false)]
    [InlineData("H0ZOCNT0", "C11612083", false, false, true)]
    [InlineData("(null)", "", true, true, true)]
    [InlineData("(NULL)", "", true, true, true)]
    [InlineData("", "", true, true, true)]
    [InlineData("", "B11612083", true, true, false)]
    [InlineData("H0ZOCNT0", "", false, true, true)]
    [InlineData("H0ZOCNT0", "(null)", false, true, true)]
    [InlineData("H0STCNT0", "B11612083", false, false, false)]
    [InlineData("H0STCNT0", "", false, false, false)]
    public void An_answer_fits_a_registration_when_all_that_it_names_is_of_it(string trId, string trKey, bool forecasts, bool trades, bool otherTrades)
    {
        var subject = new ControlMessage(trId, trKey, "0", "OPSP0000", "said").Subject;

        Assert.Equal((forecasts, trades, otherTrades), (subject.Fits(Forecasts), subject.Fits(Trades), subject.Fits(OtherTrades)));
    }

    [Theory]
    [InlineData("(null)", "", true)]
    [InlineData("", "B11612083", false)]
    [InlineData("H0ZOANC0", "", false)]
    [InlineData("H0STCNT0", "", false)]
    public void It_is_unsaid_when_neither_is_named(string trId, string trKey, bool unsaid) =>
        Assert.Equal(unsaid, new ControlMessage(trId, trKey, "9", "OPSP9993", "said").Subject.IsEmpty);

    [Fact]
    public void A_registration_is_the_subject_that_names_all_of_it()
    {
        AnswerSubject subject = Trades;

        Assert.Equal(subject, new ControlMessage("H0ZOCNT0", "B11612083", "0", "OPSP0000", "said").Subject);
    }

    [Theory]
    [InlineData("H0ZOANC0", "B11612083", "B11612083")]
    [InlineData("H0ZOCNT0", "B11612083", "B11612083 trades")]
    [InlineData("H0STCNT0", "B11612083", "B11612083 of another TR")]
    [InlineData("(null)", "", "")]
    public void In_a_log_it_says_what_the_venue_named(string trId, string trKey, string text) =>
        Assert.Equal(text, new ControlMessage(trId, trKey, "9", "OPSP9993", "said").Subject.ToString());
}
