using System.Globalization;
using static OptionAuctions.Cli.Tests.Surveys.MadeRecording;

namespace OptionAuctions.Cli.Tests.Surveys;

/// <summary>What a survey says of messages and sessions: envelopes, encoding, answers, registrations, PINGPONG, connections.</summary>
public sealed class SessionSpecs
{
    private const string Code = "B11612083", Other = "C11612083";

    [Fact]
    public async Task Envelopes_are_told_by_flag_count_and_length()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Data(Record(Code, "084000"))).Add("08:40:01", $"0|H0ZOANC0|1|{Record(Code, "084001")}")
            .Add("08:40:02", "1|H0ZOANC0|001|c2VjcmV0").Add("08:40:03", $"0|H0ZOANC0|000|{Record(Code, "084003")}^");

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "messages=4 flag0=3 flag1=1 count3Digits=3 countUnpadded=1 countOther=0 endsWithCaret=1",
            survey.Figures("envelopes", "H0ZOANC0", "messages", "flag0", "flag1", "count3Digits", "countUnpadded", "countOther", "endsWithCaret"));
        Assert.Equal(
            ["encrypted records of the TR H0ZOANC0", "records of the TR H0ZOANC0 with a count that is none"], survey.Rows("unknown-messages").Order());
    }

    [Fact]
    public async Task Broken_text_is_told_apart_as_Korean_or_neither()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:50:00", Data(Record(Code, "085000"))).Add("08:50:01", Data(Record(Code, "085001", phase: "\xB0\xA1")))
            .Add("08:50:02", Data($"{Record(Code, "085002")}^\xEA\xB0\x80")).Add("08:59:02", Data($"{Record(Code, "085902")}^\xFF\xFF"))
            .Add("08:59:03", Data($"{Record(Code, "085903")}^\xB0")); // half of a character

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "messages=5 ascii=1 utf8=1 cp949=1 neither=2 firstBroken=2026-11-30 08:50:01.000 lastBroken=2026-11-30 08:59:03.000",
            survey.Figures("encoding", "H0ZOANC0", "messages", "ascii", "utf8", "cp949", "neither", "firstBroken", "lastBroken"));
        Assert.Contains(@"^\xB0\xA1", survey.Examples("encoding")[0]);
    }

    [Fact]
    public async Task Answers_that_our_table_does_not_have_are_marked()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Success(Code)).Add("08:40:01", Success(Other)).Add("08:40:02", Refusal("OPSP0017", "SOMETHING NEW"))
            .Add("08:40:03", Refusal("OPSP8996", "ALREADY IN USE appkey", "9"));

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            ["OPSP0000 0 SUBSCRIBE SUCCESS", "OPSP0017 1 SOMETHING NEW", "OPSP8996 9 ALREADY IN USE appkey"], survey.Rows("answers"));
        Assert.Equal(
            "count=2 known=True withoutTrAndCode=0 withOutput=2",
            survey.Figures("answers", "OPSP0000 0 SUBSCRIBE SUCCESS", "count", "known", "withoutTrAndCode", "withOutput"));
        Assert.Equal(
            "count=1 known=False meaning=Unknown withoutTrAndCode=1 withOutput=0",
            survey.Figures("answers", "OPSP0017 1 SOMETHING NEW", "count", "known", "meaning", "withoutTrAndCode", "withOutput"));
        Assert.Equal("4 answers of 3 kinds; our table does not have: OPSP0017 1 SOMETHING NEW.", survey.Answer("answers"));
    }

    [Fact]
    public async Task Messages_that_nobody_knows_are_counted_by_kind()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", "hello").Add("08:40:01", """{"header":{"tr_id":"NEWS"}}""").Add("08:40:02", "{broken")
            .Add("08:40:03", "0|H0XXXXX0|001|A^1").Add("08:40:04", "0|H0XXXXX0|001|A^2");

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            ["JSON that cannot be read, or without a header", "JSON that is no answer and no PINGPONG", "UnknownKind",
             "records of the TR H0XXXXX0, which is not served"],
            survey.Rows("unknown-messages").Order(StringComparer.Ordinal));
        Assert.Equal("count=2", survey.Figures("unknown-messages", "records of the TR H0XXXXX0, which is not served", "count"));
        Assert.Equal("5 messages of 4 kinds.", survey.Answer("unknown-messages"));
    }

    [Fact]
    public async Task Registrations_are_counted_until_the_first_refusal()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:39:00", Data(Record(Code, "083900"))) // before its answer
            .Add("08:39:01", Success(Code)).Add("08:39:02", Success(Other)).Add("08:39:03", Success("B11612084"))
            .Add("08:39:04", Refusal("OPSP0008", "MAX SUBSCRIBE OVER")).Add("08:39:05", Success(Other, "OPSP0001", "UNSUBSCRIBE SUCCESS"))
            .Add("08:39:06", Data(Record(Other, "083906"))).Add("08:39:07", Data(Record("B11612099", "083907")));

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "mostAtOnce=3 refusedAsTooMany=1 activeAtFirstRefusal=3 registered=3 silent=2 records=3 beforeAnswer=1 afterRelease=1 notRegistered=2",
            survey.Figures("registrations", "app key 0", "mostAtOnce", "refusedAsTooMany", "activeAtFirstRefusal", "registered", "silent", "records",
                "beforeAnswer", "afterRelease", "notRegistered"));
    }

    [Fact]
    public async Task Pingpong_has_its_cadence_and_the_shape_of_its_text()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:00:00", Success(Code));
        for (var i = 1; i <= 6; i++)
            recording.Add(string.Create(CultureInfo.InvariantCulture, $"08:00:{(i * 10) - 1}.5"), PingPong(i == 6 ? "080050" : $"0800{i}0"));
        recording.Add("08:01:00", Data(Record(Code, "080100"))).Add("08:01:09.5", PingPong("080110"));

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "7 came, 10000 to 10000 ms apart, 10000 ms as a median; the line had been quiet for 9500 ms at least; 1 shapes.", survey.Answer("pingpong"));
        Assert.Equal("count=7 sameAsBefore=1", survey.Figures("pingpong", "PINGPONG", "count", "sameAsBefore"));
        Assert.Equal("count=1 minMs=9500", survey.Figures("pingpong", "from the first message of the connection", "count", "minMs"));
        Assert.Contains("""shape {"header":{"tr_id":"PINGPONG","datetime":"99999999999999"}}""", survey.Rows("pingpong"));
    }

    [Fact]
    public async Task Connections_of_each_app_key_have_their_gaps_and_cut_messages()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Success(Code)).Add("08:40:00", Success(Other), appKey: 1).Add("08:40:01", Data(Record(Code, "084001")))
            .Add("08:40:02", Data(Record(Code, "084002")), skipped: 1).Add("08:40:03", "0|H0ZOANC0|900|B11612083^0840", isCut: true)
            .Add("08:40:33", Success(Code), epoch: 2).Add("08:40:34", Data(Record(Other, "084034")), appKey: 1);

        var survey = await recording.SurveyAsync();

        string[] figures = ["connections", "messages", "control", "cut", "gaps", "missing", "longestPauseMs"];
        Assert.Equal("connections=2 messages=5 control=2 cut=1 gaps=1 missing=1 longestPauseMs=30000", survey.Figures("connections", "app key 0", figures));
        Assert.Equal("connections=1 messages=2 control=1 cut=0 gaps=0 missing=0 longestPauseMs=34000", survey.Figures("connections", "app key 1", figures));
        Assert.Contains(
            "app key 0: connection 2 from 2026-11-30 08:40:33.000, 30000 ms after the last message of the one before", survey.Examples("connections"));
    }
}
