using Microsoft.Extensions.Configuration;
using OptionAuctions.Wire;

namespace OptionAuctions.Hosting.Tests;

public sealed class FeedOptionsReaderSpecs
{
    private const string CanarySecret = "CANARY-SECRET-5b1e";

    [Fact]
    public void Values_come_from_the_section_and_the_rest_are_defaults()
    {
        var options = Read(("Capacity", "20"), ("ReconnectMin", "00:00:02"), ("CustomerType", "Corporate"), ("Codes:0", "B11612083"));

        Assert.Equal(20, options.Capacity);
        Assert.Equal(TimeSpan.FromSeconds(2), options.ReconnectMin);
        Assert.Equal(CustomerType.Corporate, options.CustomerType);
        Assert.Equal(["B11612083"], options.Codes);
        Assert.Equal(new FeedOptions().FramesPerBatch, options.FramesPerBatch);
        Assert.Equal(CanarySecret, options.AppKeys.Single().AppSecret.Reveal());
    }

    [Theory]
    [InlineData("Capasity", "20", "OptionAuctions:Capasity")]
    [InlineData("AppKeys:0:AppSecrt", "x", "OptionAuctions:AppKeys:0:AppSecrt")]
    [InlineData("Capacity", "many", "OptionAuctions:Capacity")]
    [InlineData("Capacity", "0", "OptionAuctions:Capacity")]
    [InlineData("WsUrl", "http://somewhere", "OptionAuctions:WsUrl")]
    [InlineData("ApprovalUrl", "http://openapi.koreainvestment.com", "OptionAuctions:ApprovalUrl")]
    [InlineData("Codes:0", "b-1", "OptionAuctions:Codes:0")]
    [InlineData("CodesFile", "no-such-file.txt", "OptionAuctions:CodesFile")]
    [InlineData("CalendarDirectory", "no-such-folder", "OptionAuctions:CalendarDirectory 'no-such-folder'")]
    [InlineData("PhasesFile", "no-such-file.json", "OptionAuctions:PhasesFile 'no-such-file.json'")]
    [InlineData("FinalPrice", "Sometimes", "OptionAuctions:FinalPrice")]
    [InlineData("Reader", "Sometimes", "OptionAuctions:Reader")]
    [InlineData("Reader", "7", "OptionAuctions:Reader")]
    [InlineData("ClockTolerance", "00:00:00", "OptionAuctions:ClockTolerance")]
    [InlineData("CallGrace", "01:00:00", "OptionAuctions:CallGrace")]
    [InlineData("CodeActorRestarts", "-1", "OptionAuctions:CodeActorRestarts")]
    [InlineData("CodeActorRestartsWithin", "00:00:00", "OptionAuctions:CodeActorRestartsWithin")]
    [InlineData("CodeActorSlowAfter", "00:00:00", "OptionAuctions:CodeActorSlowAfter")]
    [InlineData("CodeActorThreads", "0", "OptionAuctions:CodeActorThreads")]
    [InlineData("PassivateAfter", "1.00:00:01", "OptionAuctions:PassivateAfter")]
    [InlineData("IntradayCallLongest", "00:00:30", "OptionAuctions:IntradayCallLongest")]
    [InlineData("PathWindows:0", "00:00:00", "OptionAuctions:PathWindows:0")]
    [InlineData("PathWindows:0", "short", "OptionAuctions:PathWindows:0")]
    [InlineData("PathWindows", "00:00:10", "OptionAuctions:PathWindows is a list")]
    [InlineData("Codes", "B11612083", "OptionAuctions:Codes is a list")]
    [InlineData("AppKeys", "CANARY-SECRET-5b1e", "OptionAuctions:AppKeys is a list")]
    [InlineData("RevisionsKeptPerCode", "-1", "OptionAuctions:RevisionsKeptPerCode")]
    [InlineData("ReconnectMax", "00:00:00.5", "OptionAuctions:ReconnectMax")]
    [InlineData("SlotHeldWait", "00:00:10", "OptionAuctions:SlotHeldWait")]
    [InlineData("AppKeys:0:AppKey", "", "OptionAuctions:AppKeys:0:AppKey")]
    [InlineData("AppKeys:1:AppKey", "second", "OptionAuctions:AppKeys:1")]
    public void What_is_unknown_or_impossible_is_refused_by_its_key_and_no_secret_is_shown(string key, string value, string named)
    {
        var refused = Assert.Throws<FeedOptionsException>(() => Read((key, value)));

        Assert.Contains(named, refused.Message);
        Assert.DoesNotContain(CanarySecret, refused.ToString());
    }

    [Fact]
    public void Four_windows_are_one_too_many() => Assert.Contains(
        "OptionAuctions:PathWindows has 4 windows, and 3 are the most",
        Assert.Throws<FeedOptionsException>(() => Read([.. Enumerable.Range(0, 4).Select(i => ($"PathWindows:{i}", $"00:00:0{i + 1}"))])).Message);

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(2, Assert.Throws<FeedOptionsException>(() => Read(("Capacity", "0"), ("FramesPerBatch", "0"))).Problems.Count);

    [Fact]
    public void A_short_wait_for_the_slot_is_allowed_towards_this_machine_only() =>
        Assert.Equal(TimeSpan.FromSeconds(1), Read(("SlotHeldWait", "00:00:01"), ("WsUrl", "ws://127.0.0.1:5/")).SlotHeldWait);

    [Fact]
    public void A_codes_file_is_read_line_by_line_with_comments()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "# calls\nB11612083  # ATM\n\nC11612083\n");

        Assert.Equal(["B11612083", "C11612083"], Read(("CodesFile", file)).Codes);
        File.Delete(file);
    }

    [Fact]
    public void A_bad_line_of_a_codes_file_is_named_by_its_number()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "B11612083\nnot a code\n");

        Assert.Contains("line 2: 'not a code'", Assert.Throws<FeedOptionsException>(() => Read(("CodesFile", file))).Message);
        File.Delete(file);
    }

    [Fact]
    public void The_change_in_code_has_the_last_word_before_the_check() =>
        Assert.Contains("Capacity", Assert.Throws<FeedOptionsException>(() => FeedOptionsReader.Read(Configuration(), o => o.Capacity = -1)).Message);

    private static FeedOptions Read(params (string Key, string Value)[] values) => FeedOptionsReader.Read(Configuration(values));

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] values)
    {
        var all = new Dictionary<string, string?>
        {
            ["OptionAuctions:AppKeys:0:AppKey"] = "key",
            ["OptionAuctions:AppKeys:0:AppSecret"] = CanarySecret,
        };
        foreach (var (key, value) in values) all[$"OptionAuctions:{key}"] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
