using static OptionAuctions.Cli.Tests.Surveys.MadeRecording;

namespace OptionAuctions.Cli.Tests.Surveys;

/// <summary>What a survey says of a call: phases, silence, ages and order in time.</summary>
public sealed class CallSpecs
{
    private const string Code = "B11612083", Other = "C11612083";

    [Fact]
    public async Task Phase_codes_have_counts_times_and_what_follows_what()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00.5", Data(Record(Code, "084000"))).Add("08:59:59.5", Data(Record(Code, "085959")))
            .Add("09:00:00.5", Data(Record(Code, "090000", phase: "112"))).Add("09:00:01.5", Data(Record(Code, "090001", phase: "XY")))
            .Add("09:00:02.5", Data(Record(Code, "090002", phase: "")));

        var survey = await recording.SurveyAsync();

        Assert.Equal("H0ZOANC0: 311, 112, XY, (empty); our table does not have XY, (empty).", survey.Answer("phase-codes"));
        Assert.Equal(
            "count=2 firstArrival=2026-11-30 08:40:00.500 lastArrival=2026-11-30 08:59:59.500 firstTime=08:40:00 lastTime=08:59:59 meaning=Call",
            survey.Figures("phase-codes", "H0ZOANC0 311", "count", "firstArrival", "lastArrival", "firstTime", "lastTime", "meaning"));
        Assert.Equal("count=1 meaning=Unknown", survey.Figures("phase-codes", "H0ZOANC0 XY", "count", "meaning"));
        Assert.Equal(["H0ZOANC0 nothing to 311", "H0ZOANC0 311 to 112", "H0ZOANC0 112 to XY", "H0ZOANC0 XY to (empty)"], survey.Rows("phase-changes"));
        Assert.Equal("count=1 firstTime=09:00:00", survey.Figures("phase-changes", "H0ZOANC0 311 to 112", "count", "firstTime"));
        Assert.Equal(2, survey.Examples("phase-codes").Length);
    }

    [Fact]
    public async Task A_series_without_a_match_is_silence_when_no_record_is_without_a_price()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Data(Record(Code, "084000")));

        Assert.Equal("H0ZOANC0: silence; each of 1 records has a price.", (await recording.SurveyAsync()).Answer("no-price"));
    }

    [Fact]
    public async Task A_series_without_a_match_is_a_zero_when_records_have_one()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Data(Record(Code, "084000", "0.00"), Record(Other, "084000")))
            .Add("08:40:01", Data(Record(Code, "084001"), Record(Other, "084001", "")))
            .Add("08:40:02", Data(Record("B11612084", "084002", "0.00")));

        var survey = await recording.SurveyAsync();

        Assert.Equal("H0ZOANC0: 3 of 5 records have no price, written as 0.00: 2, (empty): 1.", survey.Answer("no-price"));
        Assert.Equal(
            "withoutPrice=3 codes=3 codesNeverWithPrice=1 codesBegunWithoutPrice=1 codesThatLostPrice=1 phases=311: 3",
            survey.Figures("no-price", "H0ZOANC0", "withoutPrice", "codes", "codesNeverWithPrice", "codesBegunWithoutPrice", "codesThatLostPrice", "phases"));
    }

    [Fact]
    public async Task Silence_is_measured_within_each_call()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Data(Record(Code, "084000"))).Add("08:40:02", Data(Record(Code, "084002")))
            .Add("08:40:05", Data(Record(Other, "084005"))).Add("08:40:12", Data(Record(Code, "084012")))
            .Add("15:35:00", Data(Record(Code, "153500", phase: "121"))).Add("15:35:01", Data(Record(Other, "153501", phase: "121")));

        var survey = await recording.SurveyAsync();

        string[] figures = ["count", "minMs", "p50Ms", "maxMs"];
        Assert.Equal("count=4 minMs=0 p50Ms=0 maxMs=5000", survey.Figures("silence", "H0ZOANC0 before the first record", figures));
        Assert.Equal("count=2 minMs=2000 p50Ms=2007 maxMs=10000", survey.Figures("silence", "H0ZOANC0 between two records", figures));
        Assert.Equal("count=4 minMs=0 p50Ms=0 maxMs=7000", survey.Figures("silence", "H0ZOANC0 behind the last record", figures));
        Assert.Equal("H0ZOANC0: 08:40:00 to 08:40:12, 15:35:00 to 15:35:01. A stretch ends with a pause of ten minutes.", survey.Answer("hours"));
        Assert.Equal(
            "to=2026-11-30 08:40:12.000 firstTime=08:40:00 lastTime=08:40:12 records=4 codes=2",
            survey.Figures("hours", "H0ZOANC0 from 2026-11-30 08:40:00.000", "to", "firstTime", "lastTime", "records", "codes"));
    }

    [Fact]
    public async Task Intervals_of_one_code_show_whether_records_are_conflated()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Data(Record(Code, "084000"), Record(Code, "084000", "1080.00"))).Add("08:40:00.2", Data(Record(Code, "084000")))
            .Add("08:40:00.7", Data(Record(Code, "084000"))).Add("08:40:01.7", Data(Record(Code, "084001")));

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "intervals=4 atOnce=1 within100Ms=1 within200Ms=2 within500Ms=3 within1S=4 sameSecond=3 minMs=0",
            survey.Figures("conflation", "H0ZOANC0", "intervals", "atOnce", "within100Ms", "within200Ms", "within500Ms", "within1S", "sameSecond", "minMs"));
    }

    [Fact]
    public async Task A_late_burst_and_a_clock_that_is_behind_show_in_the_minute_of_their_arrival()
    {
        await using var recording = new MadeRecording();
        for (var i = 0; i < 3; i++) recording.Add("08:40:00.25", Data(Record(Code, "084000")));
        for (var i = 0; i < 2; i++) recording.Add("08:59:30", Data(Record(Code, "085922")));
        recording.Add("09:00:00", Data(Record(Code, "090001"))).Add("09:00:00", Data(Record(Code, "000000")));

        var survey = await recording.SurveyAsync();

        string[] figures = ["count", "minMs", "p50Ms", "p99Ms", "maxMs"];
        Assert.Equal("count=6 minMs=-1000 p50Ms=250.9 p99Ms=8000 maxMs=8000", survey.Figures("age", "H0ZOANC0 all", figures));
        Assert.Equal("early=1 noTime=1", survey.Figures("age", "H0ZOANC0 all", "early", "noTime"));
        Assert.Equal("count=3 minMs=250 p50Ms=250 p99Ms=250 maxMs=250", survey.Figures("age", "H0ZOANC0 08:40", figures));
        Assert.Equal("count=2 minMs=8000 p50Ms=8000 p99Ms=8000 maxMs=8000", survey.Figures("age", "H0ZOANC0 08:59", figures));
        Assert.Equal("count=1 minMs=-1000 p50Ms=-1000 p99Ms=-1000 maxMs=-1000", survey.Figures("age", "H0ZOANC0 09:00", figures));
        Assert.EndsWith(
            "the oldest minute is 08:59, with a median of 8000 ms; 1 are from the future: the two clocks differ.", survey.Answer("age"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_that_go_backwards_and_records_that_come_again_are_counted_by_code_and_app_key()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:05", Data(Record(Code, "084005"))).Add("08:40:05", Data(Record(Code, "084005")))
            .Add("08:40:06", Data(Record(Code, "084002"), Record(Other, "084001"))).Add("08:40:07", Data(Record(Code, "084007")))
            .Add("08:40:07", Data(Record(Code, "084007")), appKey: 1).Add("08:40:08", Data(Record(Code, "084005"))); // again, but not in a row

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "forwards=4 sameSecond=1 backwards=2 mostBackwardsSeconds=3",
            survey.Figures("record-time", "H0ZOANC0", "forwards", "sameSecond", "backwards", "mostBackwardsSeconds"));
        Assert.Equal(
            "records=7 sameAsBefore=1 messages=6 sameMessageAsBefore=1",
            survey.Figures("duplicates", "H0ZOANC0", "records", "sameAsBefore", "messages", "sameMessageAsBefore"));
        Assert.Equal([$"2026-11-30 08:40:05.000 again {Record(Code, "084005")}"], survey.Examples("duplicates"));
    }

    [Fact]
    public async Task The_order_within_a_message_is_told()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:01", Data(Record(Code, "084001"), Record(Other, "084001"))) // by code and time
            .Add("08:40:02", Data(Record(Other, "084002"), Record(Code, "084001"))) // by neither
            .Add("08:40:03", Data(Record(Code, "084003"), Record(Code, "084003"))) // one code
            .Add("08:40:04", Data(Record(Code, "084004"), Record(Other, "084004"), Record(Code, "084004"))).Add("08:40:05", Data(Record(Code, "084005")));

        var survey = await recording.SurveyAsync();

        Assert.Equal(
            "messagesOfSeveral=4 ofOneCode=1 ofSeveralCodes=3 someCodeTwice=1 orderedByCode=1 orderedByTime=3",
            survey.Figures("order", "H0ZOANC0", "messagesOfSeveral", "ofOneCode", "ofSeveralCodes", "someCodeTwice", "orderedByCode", "orderedByTime"));
        Assert.Equal(["H0ZOANC0 1", "H0ZOANC0 2", "H0ZOANC0 3"], survey.Rows("records-per-message"));
        Assert.Equal("messages=3 records=6", survey.Figures("records-per-message", "H0ZOANC0 2", "messages", "records"));
    }
}
