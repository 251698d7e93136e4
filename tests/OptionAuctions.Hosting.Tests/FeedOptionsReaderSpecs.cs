using System.Formats.Tar;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OptionAuctions.Hosting.Tests;

public sealed class FeedOptionsReaderSpecs
{
    private const string CanarySecret = "CANARY-SECRET-5b1e";

    [Fact]
    public void Values_come_from_the_section_and_the_rest_are_defaults()
    {
        var options = Read(("Connection:Capacity", "20"), ("Dialing:ReconnectMin", "00:00:02"), ("CustomerType", "Corporate"), ("Codes:0", "B11612083"));

        Assert.Equal(20, options.Connection.Capacity);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Dialing.ReconnectMin);
        Assert.Equal(CustomerType.Corporate, options.CustomerType);
        Assert.Equal(["B11612083"], options.Codes);
        Assert.Equal(new FeedOptions().Connection.MessagesPerBatch, options.Connection.MessagesPerBatch);
        Assert.Equal(CanarySecret, options.AppKeys.Single().AppSecret.Reveal());
    }

    [Fact]
    public void The_connection_string_of_a_history_may_stand_beside_the_options() =>
        Assert.Equal(20, Read(("Connection:Capacity", "20"), ("History:Postgres", CanarySecret)).Connection.Capacity);

    [Theory]
    [InlineData("Capasity", "20", "OptionAuctions:Capasity")]
    [InlineData("AppKeys:0:AppSecrt", "x", "OptionAuctions:AppKeys:0:AppSecrt")]
    [InlineData("Connection:Capacity", "many", "OptionAuctions:Connection:Capacity")]
    [InlineData("Connection:Capacity", "0", "OptionAuctions:Connection:Capacity")]
    [InlineData("WsUrl", "http://somewhere", "OptionAuctions:WsUrl")]
    [InlineData("WsUrl", "somewhere", "OptionAuctions:WsUrl is 'somewhere', and has to begin with ws:// or wss://")]
    [InlineData("ApprovalUrl", "http://openapi.koreainvestment.com", "OptionAuctions:ApprovalUrl")]
    [InlineData("Codes:0", "b-1", "OptionAuctions:Codes:0")]
    [InlineData("CodesFile", "no-such-file.txt", "OptionAuctions:CodesFile")]
    [InlineData("Market:CalendarDirectory", "no-such-folder", "OptionAuctions:Market:CalendarDirectory 'no-such-folder'")]
    [InlineData("Market:PhasesFile", "no-such-file.json", "OptionAuctions:Market:PhasesFile 'no-such-file.json'")]
    [InlineData("Auctions:FinalPrice", "Sometimes", "OptionAuctions:Auctions:FinalPrice")]
    [InlineData("Connection:Capasity", "20", "OptionAuctions:Connection:Capasity is not an option; those there are: Capacity, ReserveSlots, ")]
    [InlineData("Connection", "CANARY-SECRET-5b1e", "OptionAuctions:Connection is a group of options, and no single value; they are: Capacity, ReserveSlots, ")]
    [InlineData("History", "CANARY-SECRET-5b1e", "OptionAuctions:History is a group of options, and no single value; they are: Postgres")]
    [InlineData("History:Postgress", "CANARY-5b1e", "OptionAuctions:History:Postgress is not an option; those there are: Postgres; the nearest is Postgres")]
    [InlineData("Reader", "Framework", "OptionAuctions:Reader is no option any more: there is one reader")]
    [InlineData("SessionWindows:0", "08:30-09:00", "OptionAuctions:SessionWindows is no option any more: the trading calendar says when records are expected")]
    [InlineData("Auctions:ClockTolerance", "00:00:00", "OptionAuctions:Auctions:ClockTolerance")]
    [InlineData("Auctions:CallGrace", "01:00:00", "OptionAuctions:Auctions:CallGrace")]
    [InlineData("Auctions:CodeActorRestarts", "-1", "OptionAuctions:Auctions:CodeActorRestarts")]
    [InlineData("Auctions:CodeActorRestartWindow", "00:00:00", "OptionAuctions:Auctions:CodeActorRestartWindow")]
    [InlineData("Auctions:CodeActorSlowAfter", "00:00:00", "OptionAuctions:Auctions:CodeActorSlowAfter")]
    [InlineData("Auctions:CodeActorThreads", "0", "OptionAuctions:Auctions:CodeActorThreads")]
    [InlineData("Auctions:IdleTimeout", "1.00:00:01", "OptionAuctions:Auctions:IdleTimeout")]
    [InlineData("Auctions:IntradayCallTimeout", "00:00:30", "OptionAuctions:Auctions:IntradayCallTimeout")]
    [InlineData("Auctions:SilentAfter", "01:00:01", "OptionAuctions:Auctions:SilentAfter")]
    [InlineData("Auctions:PathWindows:0", "00:00:00", "OptionAuctions:Auctions:PathWindows:0")]
    [InlineData("Auctions:PathWindows:0", "short", "OptionAuctions:Auctions:PathWindows:0")]
    [InlineData("Auctions:PathWindows", "00:00:10", "OptionAuctions:Auctions:PathWindows is a list")]
    [InlineData("Codes", "B11612083", "OptionAuctions:Codes is a list")]
    [InlineData("AppKeys", "CANARY-SECRET-5b1e", "OptionAuctions:AppKeys is a list")]
    [InlineData("Auctions:RevisionsKept", "-1", "OptionAuctions:Auctions:RevisionsKept")]
    [InlineData("Dialing:ReconnectMax", "00:00:00.5", "OptionAuctions:Dialing:ReconnectMax")]
    [InlineData("Dialing:SlotHeldWait", "00:00:10", "OptionAuctions:Dialing:SlotHeldWait")]
    [InlineData("Dialing:Proxy", "http://user:CANARY-SECRET-5b1e@proxy:3128", "OptionAuctions:Dialing:Proxy is 'http://proxy:3128/'")]
    [InlineData("WsUrl", "ws://ops.koreainvestment.com:31000/tryitout", "OptionAuctions:WsUrl is 'ws://ops.koreainvestment.com:31000/tryitout', the ven")]
    [InlineData("WsUrl", "wss://OPS.KoreaInvestment.com.:31000", "OptionAuctions:WsUrl is 'wss://ops.koreainvestment.com.:31000/', the venue's paper")]
    [InlineData("WsUrl", "ws://openapivts.koreainvestment.com:21000", "OptionAuctions:WsUrl is 'ws://openapivts.koreainvestment.com:21000/'")]
    [InlineData("WsUrl", "ws://127.0.0.1:31000", "OptionAuctions:WsUrl is 'ws://127.0.0.1:31000/', the venue's paper trading, which has no option data")]
    [InlineData("ApprovalUrl", "https://openapivts.koreainvestment.com:29443", "OptionAuctions:ApprovalUrl is 'https://openapivts.koreainvestment.com:29443/'")]
    [InlineData("ApprovalUrl", "https://openapivts.koreainvestment.com", "OptionAuctions:ApprovalUrl is 'https://openapivts.koreainvestment.com/'")]
    [InlineData("ApprovalUrl", "https://openapi.koreainvestment.com:29443", "OptionAuctions:ApprovalUrl is 'https://openapi.koreainvestment.com:29443/'")]
    [InlineData("Dialing:ApprovalInterval", "00:00:59", "OptionAuctions:Dialing:ApprovalInterval is 00:00:59, and has to be between 00:01:00 and 01:00:00")]
    [InlineData("Connection:RequestPace", "00:00:00.050", "OptionAuctions:Connection:RequestPace")]
    [InlineData("Dialing:Proxy", "proxy", "OptionAuctions:Dialing:Proxy")]
    [InlineData("WsUrl", "http://CANARY-SECRET-5b1e@somewhere", "OptionAuctions:WsUrl is 'http://somewhere/'")]
    [InlineData("Dialing:DialsReserved", "-1", "OptionAuctions:Dialing:DialsReserved")]
    [InlineData("AppKeys:0:AppKey", "", "OptionAuctions:AppKeys:0:AppKey")]
    [InlineData("AppKeys:1:AppKey", "second", "OptionAuctions:AppKeys:1")]
    public void What_is_unknown_or_impossible_is_refused_by_its_key_and_no_secret_is_shown(string key, string value, string named)
    {
        var refused = Assert.Throws<FeedOptionsException>(() => Read((key, value)));

        Assert.Contains(named, refused.Message);
        Assert.DoesNotContain(CanarySecret, refused.ToString());
    }

    [Fact]
    public void Stocks_can_be_followed_at_the_paper_host()
    {
        var options = Read([.. Paper, ("Codes:0", "005930"), ("Codes:1", "000660")]);

        Assert.Equal(31000, options.WsUrl.Port);
    }

    [Theory]
    [InlineData("Codes:1", "B11612083")]
    [InlineData("Codes:1", "A11612")]
    [InlineData("Codes:0", "B11612083")]
    [InlineData("Series:0:Underlying", "005930")]
    public void What_the_paper_host_does_not_have_is_refused_there_beside_stocks_too(string key, string value)
    {
        var refused = Assert.Throws<FeedOptionsException>(() => Read([.. Paper, ("Codes:0", "005930"), ("MasterFile", "some.mst"), (key, value)]));

        Assert.Equal(
            [
                "OptionAuctions:WsUrl is 'ws://ops.koreainvestment.com:31000/tryitout', the venue's paper trading, which has no option data (모의투자 미지원); "
                + "the live host is ws://ops.koreainvestment.com:21000",
                "OptionAuctions:ApprovalUrl is 'https://openapivts.koreainvestment.com:29443/', the venue's paper trading, which has no option data "
                + "(모의투자 미지원); the live host is https://openapi.koreainvestment.com:9443",
            ],
            refused.Problems);
    }

    [Theory]
    [InlineData("WsUrl", "ws://ops.koreainvestment.com:21000/tryitout", "OptionAuctions:ApprovalUrl")]
    [InlineData("ApprovalUrl", "https://openapi.koreainvestment.com:9443", "OptionAuctions:WsUrl")]
    public void An_approval_key_of_one_host_is_not_used_at_the_other(string key, string value, string named)
    {
        var refused = Assert.Throws<FeedOptionsException>(() => Read([.. Paper, ("Codes:0", "005930"), (key, value)]));

        Assert.StartsWith($"{named} is ", Assert.Single(refused.Problems));
    }

    [Fact]
    public void The_ports_of_paper_trading_mean_nothing_at_a_venue_of_ones_own()
    {
        var options = Read(("WsUrl", "ws://127.0.0.1:31000"), ("ApprovalUrl", "http://127.0.0.1:29443"), ("Connection:RequestPace", "00:00:00"));

        Assert.Equal(31000, options.WsUrl.Port);
    }

    /// <summary>All options that have moved into a group.</summary>
    public static TheoryData<string, string> Moved => new()
    {
        { "Capacity", "Connection:Capacity" },
        { "ReserveSlots", "Connection:ReserveSlots" },
        { "MessageCapBytes", "Connection:MaxMessageBytes" },
        { "FramesPerBatch", "Connection:MessagesPerBatch" },
        { "BatchesQueued", "Connection:BatchesQueued" },
        { "ReaderPatience", "Connection:ReaderWait" },
        { "ConnectTimeout", "Connection:ConnectTimeout" },
        { "AnswerTimeout", "Connection:AnswerTimeout" },
        { "RequestPace", "Connection:RequestPace" },
        { "SendTimeout", "Connection:SendTimeout" },
        { "CloseTimeout", "Connection:CloseTimeout" },
        { "SilenceWarn", "Connection:IdleWarning" },
        { "SilenceRecycle", "Connection:IdleReconnect" },
        { "KeepAliveInterval", "Connection:KeepAliveInterval" },
        { "ApprovalTimeout", "Dialing:ApprovalTimeout" },
        { "ApprovalInterval", "Dialing:ApprovalInterval" },
        { "ReconnectMin", "Dialing:ReconnectMin" },
        { "ReconnectMax", "Dialing:ReconnectMax" },
        { "StableAfter", "Dialing:StableAfter" },
        { "SlotHeldWait", "Dialing:SlotHeldWait" },
        { "DialsPerTenMinutes", "Dialing:DialsPerTenMinutes" },
        { "DialsPerDay", "Dialing:DialsPerDay" },
        { "CodesFollowed", "Auctions:MaxCodes" },
        { "RecordsQueuedPerCode", "Auctions:RecordsQueued" },
        { "RevisionsKeptPerCode", "Auctions:RevisionsKept" },
        { "PassivateAfter", "Auctions:IdleTimeout" },
        { "ClockTolerance", "Auctions:ClockTolerance" },
        { "CallGrace", "Auctions:CallGrace" },
        { "IntradayCallLongest", "Auctions:IntradayCallTimeout" },
        { "PathWindows", "Auctions:PathWindows" },
        { "FinalPrice", "Auctions:FinalPrice" },
        { "CodeActorRestarts", "Auctions:CodeActorRestarts" },
        { "CodeActorRestartsWithin", "Auctions:CodeActorRestartWindow" },
        { "CodeActorSlowAfter", "Auctions:CodeActorSlowAfter" },
        { "CodeActorThreads", "Auctions:CodeActorThreads" },
        { "AckTimeout", "Delivery:AckTimeout" },
        { "MasterFileMaxAge", "Market:MasterFileMaxAge" },
        { "CalendarDirectory", "Market:CalendarDirectory" },
        { "PhasesFile", "Market:PhasesFile" },
        { "DataStaleAfter", "Market:DataStaleAfter" },
        { "CanaryCode", "Market:CanaryCode" },
    };

    [Theory]
    [MemberData(nameof(Moved))]
    public void A_key_that_had_another_name_is_refused_by_both_and_the_new_one_is_an_option(string before, string now)
    {
        Assert.Equal(
            [$"OptionAuctions:{before} is called OptionAuctions:{now} now"], Assert.Throws<FeedOptionsException>(() => Read((before, "1"))).Problems);
        Assert.DoesNotContain("is not an option", Record.Exception(() => Read((now, "1")))?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OptionAuction:Connection:Capacity", "OptionAuction is not read: the options of a feed are in the section OptionAuctions")]
    [InlineData("OptionsAuction:Connection:Capacity", "OptionsAuction is not read: the options of a feed are in the section OptionAuctions")]
    [InlineData("optionauktions", "optionauktions is not read: the options of a feed are in the section OptionAuctions")]
    [InlineData(
        "OptionAuctions_Connection:Capacity",
        "OptionAuctions_Connection is not read: two underscores separate the parts of a key in the environment, as in OptionAuctions__Connection__Capacity")]
    public void A_section_that_is_a_letter_off_is_refused_with_the_name_that_is_meant(string key, string sentence)
    {
        var configuration = Configuration();
        configuration[key] = "20";

        Assert.Equal([sentence], Assert.Throws<FeedOptionsException>(() => FeedOptionsReader.Read(configuration)).Problems);
    }

    [Theory]
    [InlineData("Optional")]
    [InlineData("Auctions")]
    [InlineData("OptionAuctionsReports")]
    public void Other_sections_are_the_hosts_own(string key)
    {
        var configuration = Configuration();
        configuration[$"{key}:Capacity"] = "none";

        Assert.Equal(41, FeedOptionsReader.Read(configuration).Connection.Capacity);
    }

    [Theory]
    [InlineData("Conection:Capacity", "; the nearest is Connection")]
    [InlineData("Connection:Capasity", "; the nearest is Capacity")]
    [InlineData("Dialing:ReconectMinn", "; the nearest is ReconnectMin")]
    public void A_key_that_is_a_letter_off_is_refused_with_the_nearest(string key, string end) =>
        Assert.EndsWith(end, Assert.Throws<FeedOptionsException>(() => Read((key, "1"))).Message);

    [Fact]
    public void A_refusal_is_its_sentences_wherever_it_is_printed()
    {
        var refused = Assert.Throws<FeedOptionsException>(() => Read(("Connection:Capacity", "0")));

        Assert.Equal("OptionAuctions:Connection:Capacity is 0, and has to be between 1 and 1000", $"{refused}");
        Assert.Equal(refused.Problems, Assert.IsAssignableFrom<OptionsValidationException>(refused).Failures);
    }

    [Theory]
    [InlineData("key\r", "OptionAuctions:AppKeys:0:AppKey contains a line break, which no issued key does")]
    [InlineData(" key", "OptionAuctions:AppKeys:0:AppKey contains a blank, which no issued key does")]
    [InlineData("'key'", "OptionAuctions:AppKeys:0:AppKey contains a quotation mark, which no issued key does")]
    [InlineData("\u201ckey\u201d\n", "OptionAuctions:AppKeys:0:AppKey contains a quotation mark and a line break, which no issued key does")]
    [InlineData("\ufeffkey", "OptionAuctions:AppKeys:0:AppKey contains an invisible character, which no issued key does")]
    public void A_secret_that_was_quoted_or_cut_out_wrongly_is_warned_of_and_not_shown(string appKey, string warning)
    {
        var options = Read(("AppKeys:0:AppKey", appKey));
        options.Resolve(new DateTimeOffset(2026, 11, 23, 8, 0, 0, MarketTime.Offset));

        Assert.Equal([warning], options.Warnings);
    }

    [Fact]
    public void Four_windows_are_one_too_many() => Assert.Contains(
        "OptionAuctions:Auctions:PathWindows has 4 windows, and 3 are the most",
        Assert.Throws<FeedOptionsException>(() => Read([.. Enumerable.Range(0, 4).Select(i => ($"Auctions:PathWindows:{i}", $"00:00:0{i + 1}"))])).Message);

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(2, Assert.Throws<FeedOptionsException>(() => Read(("Connection:Capacity", "0"), ("Connection:MessagesPerBatch", "0"))).Problems.Count);

    [Fact]
    public void A_short_wait_for_the_slot_is_allowed_towards_this_machine_only() =>
        Assert.Equal(TimeSpan.FromSeconds(1), Read(("Dialing:SlotHeldWait", "00:00:01"), ("WsUrl", "ws://127.0.0.1:5/")).Dialing.SlotHeldWait);

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
    public void Of_a_codes_file_that_is_none_the_first_lines_are_named_and_shown_in_part()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, string.Join('\n', Enumerable.Repeat($"\u001b[2J{new string('x', 1_000)}", 500)));

        var problems = Assert.Throws<FeedOptionsException>(() => Read(("CodesFile", file))).Problems;

        Assert.Equal(11, problems.Count);
        Assert.Contains($"line 10: '?[2J{new string('x', 28)}…' is not an option code", problems[9]);
        Assert.EndsWith(": 490 more lines are no option code", problems[10]);
        File.Delete(file);
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_codes_file_is_refused_and_not_waited_for()
    {
        var folder = Directory.CreateTempSubdirectory("auctions-");
        var pipe = Path.Combine(folder.FullName, "codes.txt");
        new PaxTarEntry(TarEntryType.Fifo, "codes.txt").ExtractToFile(pipe, overwrite: false);

        var refused = await Assert.ThrowsAsync<FeedOptionsException>(() => Task.Run(() => Read(("CodesFile", pipe))).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Contains($"OptionAuctions:CodesFile '{pipe}' cannot be read: '{pipe}' is a pipe or a device, and no regular file", refused.Message);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_change_in_code_has_the_last_word_before_the_check()
    {
        var refused = Assert.Throws<FeedOptionsException>(() => FeedOptionsReader.Read(Configuration(), o => o.Connection.Capacity = -1));

        Assert.Contains("Capacity", refused.Message);
    }

    private static (string Key, string Value)[] Paper =>
    [
        ("WsUrl", "ws://ops.koreainvestment.com:31000/tryitout"), ("ApprovalUrl", "https://openapivts.koreainvestment.com:29443"),
    ];

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
