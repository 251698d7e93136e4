using static OptionAuctions.Cli.Tests.Surveys.MadeRecording;

namespace OptionAuctions.Cli.Tests.Surveys;

/// <summary>What a survey says of the shape of records: widths, columns, signs, prices and codes.</summary>
public sealed class RecordShapeSpecs
{
    private const string Code = "B11612083", Other = "C11612083";

    [Fact]
    public async Task Wider_and_ragged_records_are_told_from_documented_ones()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:45:00", Data(Record(Code, "084500"), Record(Other, "084500")))
            .Add("08:46:00", Data($"{Record(Code, "084600")}^35", $"{Record(Other, "084600")}^7"))
            .Add("08:47:00", $"0|H0ZOANC0|002|{Record(Code, "084700")}");

        var survey = await recording.SurveyAsync();

        Assert.Equal(["H0ZOANC0 no multiple of the count", "H0ZOANC0 7 columns", "H0ZOANC0 8 columns"], survey.Rows("widths"));
        Assert.Equal("messages=1 records=0", survey.Figures("widths", "H0ZOANC0 no multiple of the count", "messages", "records"));
        Assert.Equal("documented=7 messages=1 records=2", survey.Figures("widths", "H0ZOANC0 7 columns", "documented", "messages", "records"));
        Assert.Equal(
            "messages=1 records=2 first=2026-11-30 08:46:00.000", survey.Figures("widths", "H0ZOANC0 8 columns", "messages", "records", "first"));
        Assert.Equal(
            "H0ZOANC0: 7 columns are documented; seen: no multiple of the count in 1 messages, 7 in 2 records, 8 in 2 records.", survey.Answer("widths"));
        Assert.Equal(
            "count=2 shortest=1 longest=2 distinct=2 formats=2 integer values=35: 1, 7: 1",
            survey.Figures("columns", "H0ZOANC0 8 behind the documented ones", "count", "shortest", "longest", "distinct", "formats", "values"));
        Assert.Equal("messages=1 records=0", survey.Figures("refusals", "H0ZOANC0 FieldCount", "messages", "records"));
        Assert.Equal("0 of 4 records are refused, and 1 whole messages.", survey.Answer("refusals"));
    }

    [Fact]
    public async Task Each_column_has_its_lengths_formats_and_values()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:45:00", Data($"{Code}^084500^1060^-120.0^5^ -10.17^311"))
            .Add("08:45:01", Data($"{Code}^^0001060.00^+5^2^(null)^"))
            .Add("08:45:02", Data($"{Code}^084501^^nan^3^abc1^A\xC0"));

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "shortest=0 longest=10 documented=8 formats=1 integer; 1 decimal with 2 places, zeros in front; 1 empty",
            survey.Figures("columns", "H0ZOANC0 3 ANTC_CNPR", "shortest", "longest", "documented", "formats"));
        Assert.Equal(
            "formats=1 decimal with 1 places, with minus; 1 integer, with plus; 1 nan", survey.Figures("columns", "H0ZOANC0 4 ANTC_CNTG_VRSS", "formats"));
        Assert.Equal(
            "formats=1 decimal with 2 places, with minus, spaces; 1 (null); 1 letters and digits values= -10.17: 1, (null): 1, abc1: 1",
            survey.Figures("columns", "H0ZOANC0 6 ANTC_CNTG_PRDY_CTRT", "formats", "values"));
        Assert.Equal(
            @"distinct=3 formats=1 integer; 1 empty; 1 text that is not ASCII values=311: 1, (empty): 1, A\xC0: 1",
            survey.Figures("columns", "H0ZOANC0 7 ANTC_MKOP_CLS_CODE", "distinct", "formats", "values"));
        Assert.EndsWith("longer than documented: column 3.", survey.Answer("columns"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-120.00", "-10.17", "change is signed in all falls, rate is signed in all falls")]
    [InlineData("120.00", "-10.17", "change is absolute in all falls, its direction is in the sign, rate is signed in all falls")]
    public async Task The_sign_convention_is_read_off_the_falls(string change, string rate, string answer)
    {
        await using var recording = new MadeRecording();
        recording.Add("08:45:00", Data($"{Code}^084500^1060.00^{change}^5^{rate}^311")).Add("08:45:00", Data($"{Code}^084500^1300.00^120.00^2^10.17^311"));

        var survey = await recording.SurveyAsync();

        Assert.Equal($"H0ZOANC0: {answer}; a minus beside a sign that says rise: 0 times.", survey.Answer("sign"));
        Assert.Equal("records=1 change+=1 change-=0 rate+=1", survey.Figures("sign", "H0ZOANC0 sign 2", "records", "change+", "change-", "rate+"));
        Assert.Equal("records=2 rateAgrees=2 codesWithOneClose=1", survey.Figures("previous-close", "H0ZOANC0", "records", "rateAgrees", "codesWithOneClose"));
    }

    [Fact]
    public async Task A_convention_that_contradicts_itself_is_counted_on_both_sides()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:45:00", Data(Record(Code, "084500"))).Add("08:45:00", Data($"{Code}^084500^1060.00^120.00^5^10.17^311"))
            .Add("08:45:00", Data($"{Code}^084500^1300.00^-120.00^2^10.17^311")).Add("08:45:01", Data($"{Code}^084501^1500.00^120.00^2^50.00^311"));

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "H0ZOANC0: change is signed in 1 falls and absolute in 1, rate is signed in 1 falls and absolute in 1; a minus beside a sign that says rise: 1 times.",
            survey.Answer("sign"));
        string[] figures = ["rateAgrees", "rateDisagrees", "codesWithOneClose"];
        Assert.Equal("rateAgrees=3 rateDisagrees=1 codesWithOneClose=0", survey.Figures("previous-close", "H0ZOANC0", figures));
    }

    [Fact]
    public async Task Prices_off_the_grid_and_codes_of_other_forms_are_named()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:45:00", Data(Record(Code, "084500"), Record(Code, "084500", "1061.00"), Record("KAK0C000000", "084500", "2.80")))
            .Add("08:45:01", Data(Record("B-1", "084501")));

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "prices=4 offGrid=1 fractionsOfAWon=1 values=1061.00: 1, 2.80: 1",
            survey.Figures("ticks", "H0ZOANC0", "prices", "offGrid", "fractionsOfAWon", "values"));
        Assert.Equal(["H0ZOANC0 B99999999", "H0ZOANC0 KAA9A999999", "H0ZOANC0 no code"], survey.Rows("codes"));
        Assert.Equal("codes=1 records=2 example=B11612083", survey.Figures("codes", "H0ZOANC0 B99999999", "codes", "records", "example"));
        Assert.Equal("values=B-1: 1", survey.Figures("codes", "H0ZOANC0 no code", "values"));
    }
}
