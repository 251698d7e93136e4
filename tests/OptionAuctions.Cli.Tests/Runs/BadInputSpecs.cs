using System.Formats.Tar;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class BadInputSpecs
{
    private const string KeyCanary = "canary-of-the-app-key", SecretCanary = "canary-of-the-app-secret";

    [Theory]
    [InlineData("run --cods A", "auctions: Unrecognized command or argument '--cods'; 'auctions --help' lists what there is")]
    [InlineData("runn", "auctions: Unrecognized command or argument 'runn'; 'auctions --help' lists what there is")]
    [InlineData(
        "run --codes A,b",
        "auctions: --codes 'A,b' names 'b', which is not an option code: one to 12 of A-Z and 0-9; 'auctions --help' lists what there is")]
    [InlineData("run --codes A --codes b", "auctions: --codes 'A,b' names 'b'")]
    [InlineData("run --for 20s --for 30s", "auctions: Option '--for' expects a single argument but 2 were provided")]
    [InlineData(
        "run --for 20",
        "auctions: --for '20' is not a duration: a number and ms, s, m or h, for example 20s, up to 720h; 'auctions --help' lists what there is")]
    [InlineData("run --for -1s", "auctions: --for '-1s' is not a duration")]
    [InlineData("run --for 0s", "auctions: --for '0s' is not a duration")]
    [InlineData("run --for 99999999999999999999h", "auctions: --for '99999999999999999999h' is not a duration")]
    [InlineData("run --ws-url http://x", "auctions: --ws-url 'http://x' is not an address that begins with ws:// or wss://")]
    [InlineData("run --ws-url tryitout", "auctions: --ws-url 'tryitout' is not an address")]
    [InlineData("run --approval-url ftp://x", "auctions: --approval-url 'ftp://x' is not an address")]
    [InlineData("run --ws-url ws://127.0.0.1:1/", "auctions: --ws-url says whom to dial, but there is no app key: set OptionAuctions__AppKeys__0__AppKey and ")]
    [InlineData("run --approval-url https://localhost", "auctions: --approval-url says whom to dial, but there is no app key")]
    [InlineData("run --underlying 005930 --codes A", "auctions: --codes and --underlying both say what to follow: name one of them")]
    [InlineData("run --underlying 005930 --underlying 000660", "auctions: Option '--underlying' expects a single argument but 2 were provided")]
    [InlineData("run --expiries 2", "auctions: --expiries says which series of a stock are meant, but no stock is named: name it with --underlying")]
    [InlineData("run --codes A --atm 2", "auctions: --atm says which series of a stock are meant, but no stock is named")]
    [InlineData("run --kind puts", "auctions: --kind says which series of a stock are meant, but no stock is named")]
    [InlineData("run --underlying 005930 --kind straddles", "auctions: --kind 'straddles' is none of calls, puts and both; ")]
    [InlineData("run --underlying 005930 --expiries -1", "auctions: --expiries '-1' is not a whole number from 0 to 100; ")]
    [InlineData("run --underlying 005930 --atm 101", "auctions: --atm '101' is not a whole number from 0 to 100; ")]
    [InlineData("run --underlying 005931", "auctions: --underlying: '005931' is neither symbol nor name of one of the 32 underlyings in the master file")]
    [InlineData("--underlying 005931", "auctions: --underlying: '005931' is neither symbol nor name of one of the 32 underlyings in the master file")]
    [InlineData("run --underlying=\u00a0", "auctions: --underlying is missing: the symbol or name of a stock, for example 005930")]
    [InlineData("run --underlying 005930 --master no-such.mst", "auctions: --master '")]
    [InlineData("codes", "auctions: no stock is named whose codes are asked for: name it with --underlying")]
    [InlineData("codes --atm 2", "auctions: --atm says which series of a stock are meant, but no stock is named")]
    [InlineData("codes --underlying 없음", "auctions: --underlying: '없음' is neither symbol nor name of one of the 32 underlyings in the master file")]
    [InlineData("venue --port 65536", "auctions: --port '65536' is not a whole number from 0 to 65535")]
    [InlineData("venue --port", "auctions: Required argument missing for option: '--port'")]
    [InlineData("venue --speed 0", "auctions: --speed '0' is not a number from 0.01 to 10000")]
    [InlineData("venue --gap 30", "auctions: --gap '30' is not a number from -29 to 29")]
    [InlineData("venue --gap some", "auctions: --gap 'some' is not a number from -29 to 29")]
    [InlineData("venue --scenario no-such", "auctions: --scenario 'no-such' is neither a scenario nor a file; 'auctions venue --list' names the scenarios")]
    [InlineData("venue --master no-such.mst", "auctions: --master 'no-such.mst': ")]
    [InlineData("venue --listen here", "auctions: --listen 'here' is not an IP address")]
    public async Task Impossible_words_are_one_sentence_and_exit_code_2(string words, string sentence) =>
        await IsRefused(words.Split(' '), [], sentence);

    [Theory]
    [InlineData("OptionAuctions__Capasity", "3", "auctions: OptionAuctions:Capasity is not an option; those there are: ")]
    [InlineData("OptionAuctions__Capacity", "20", "auctions: OptionAuctions:Capacity is called OptionAuctions:Connection:Capacity now")]
    [InlineData("OptionAuctions__Connection__Capacity", "0", "auctions: OptionAuctions:Connection:Capacity is 0, and has to be between 1 and 1000")]
    [InlineData(
        "OptionAuctions__Connection__Capacity", "many",
        "auctions: Failed to convert configuration value 'many' at 'OptionAuctions:Connection:Capacity'")]
    [InlineData(
        "OptionAuctions__Dialing__ReconnectMin", "soon",
        "auctions: Failed to convert configuration value 'soon' at 'OptionAuctions:Dialing:ReconnectMin'")]
    [InlineData("OptionAuctions__CodesFile", "/no/such/file", "auctions: OptionAuctions:CodesFile '/no/such/file' cannot be read: ")]
    [InlineData("OptionAuctions__CodesFile", "", "auctions: there are no codes to follow")]
    [InlineData("OptionAuctions__Series__0__Underlying", "005930", "auctions: OptionAuctions:MasterFile is empty, and Series needs it to find the codes")]
    [InlineData("OptionAuctions__Warnings__0", "x", "auctions: OptionAuctions:Warnings is not an option; those there are: ")]
    [InlineData("OptionAuctions__StateDirectory", "/dev/null/state", "auctions: OptionAuctions:StateDirectory '/dev/null/state' cannot be written: ")]
    [InlineData("OptionAuctions__ApprovalUrl", "http://example.com", "auctions: OptionAuctions:ApprovalUrl is plain http")]
    [InlineData("OptionAuctions__AppKeys__0__AppSecret", "", "auctions: OptionAuctions:AppKeys:0:AppSecret is missing")]
    [InlineData("OptionAuctions__AppKeys__0__AppSekret", SecretCanary, "auctions: OptionAuctions:AppKeys:0:AppSekret is not an option")]
    [InlineData(
        "OptionAuctions__AppKeys__AppKey", KeyCanary,
        "auctions: OptionAuctions:AppKeys:AppKey is not an option; an app key is OptionAuctions:AppKeys:0:AppKey and :AppSecret")]
    public async Task An_impossible_configuration_is_a_sentence_that_names_the_key_and_shows_no_secret(string key, string value, string sentence) =>
        await IsRefused(["run"], new Dictionary<string, string?>(CliRun.Account(KeyCanary, SecretCanary)) { [key] = value }, sentence);

    [Theory]
    [InlineData("OptionAuctions__AppKeys__0", "auctions: OptionAuctions:AppKeys:0 is not an option")]
    [InlineData("OptionAuctions__AppKeys", "auctions: OptionAuctions:AppKeys is a list, and no single value; its first item is OptionAuctions:AppKeys:0")]
    public async Task A_secret_in_the_wrong_place_is_neither_shown_nor_taken_for_none(string key, string sentence) =>
        await IsRefused(["run"], new Dictionary<string, string?> { [key] = KeyCanary }, sentence);

    [Theory]
    [InlineData("appsettings.json", "{ \"OptionAuctions\": ", "auctions: the configuration cannot be read: ")]
    [InlineData("akka.conf", "akka { loglevel = ", "auctions: the actor system cannot start with this akka.conf: ")]
    public async Task A_broken_file_is_a_sentence_that_names_it(string file, string text, string sentence)
    {
        var config = Directory.CreateTempSubdirectory("auctions-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(config.FullName, file), text);
            await using var run = CliRun.Start(["run", "--codes", "A"], config: config.FullName);

            Assert.Equal(2, await run.Code);
            Assert.StartsWith(sentence, run.Error.Lines[^1]);
            Assert.Contains(file, run.Error.Lines[^1]);
        }
        finally
        {
            config.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_is_not_JSON_is_named_with_line_and_column()
    {
        var config = Directory.CreateTempSubdirectory("auctions-");
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "appsettings.json"), "{\n  \"OptionAuctions\": { \"Codes\": [ \"A\" \"B\" ] }\n}");
        await using var run = CliRun.Start(["run", "--codes", "A"], config: config.FullName);

        Assert.Equal(2, await run.Code);
        Assert.EndsWith("appsettings.json'. It is not JSON from line 2, column 38 on.", run.Error.Lines[^1]);
        config.Delete(recursive: true);
    }

    [Theory]
    [InlineData("appsettings.json", "pipe", "is a pipe or a device, and no regular file")]
    [InlineData("appsettings.json", "folder", "is a folder, and no file")]
    [InlineData("appsettings.json", "huge", "it may have 1,048,576 at most")]
    [InlineData("akka.conf", "pipe", "is a pipe or a device, and no regular file")]
    [InlineData("akka.conf", "folder", "is a folder, and no file")]
    [InlineData("akka.conf", "huge", "it may have 1,048,576 at most")]
    public async Task A_configuration_that_is_no_file_is_refused_by_name_and_is_not_waited_for(string file, string what, string reason)
    {
        var config = Directory.CreateTempSubdirectory("auctions-");
        var path = Path.Combine(config.FullName, file);
        if (what == "pipe") new PaxTarEntry(TarEntryType.Fifo, file).ExtractToFile(path, overwrite: false);
        else if (what == "folder") Directory.CreateDirectory(path);
        else using (var huge = File.Create(path)) huge.SetLength(300_000_000);
        await using var run = CliRun.Start(["run", "--codes", "A"], config: config.FullName);

        Assert.Equal(2, await run.Code);
        Assert.Contains(path, run.Error.Lines[^1]);
        Assert.Contains(reason, run.Error.Lines[^1]);
        config.Delete(recursive: true);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence_and_exit_code_1()
    {
        await using var first = await VenueServer.StartAsync(new VenueOptions());
        await using var run = CliRun.Start(["venue", "--port", $"{first.WebSocketUrl.Port}"]);

        Assert.Equal(1, await run.Code);
        Assert.Equal(
            $"auctions: the venue cannot listen on 127.0.0.1:{first.WebSocketUrl.Port}: the port is taken; choose another, or 0 for any free one",
            Assert.Single(run.Error.Lines));
    }

    [Fact]
    public async Task A_whole_run_with_every_log_line_there_is_shows_no_secret()
    {
        await using var venue = await Venues.StartAsync();
        var account = CliRun.Account(KeyCanary, SecretCanary);
        account["Logging__LogLevel__Default"] = "Trace";
        await using var run = CliRun.Follow(venue, Venues.Codes, account);
        await run.Out.WhenAsync(line => line.Contains(" % indicative"));
        venue.AbortSessions();
        await run.Out.WhenAsync(line => line.Contains("gap from"));

        Assert.Equal(0, await run.InterruptAsync());
        ShowsNoSecret(run);
    }

    [Fact]
    public async Task A_venue_that_refuses_the_app_key_is_quoted_without_it()
    {
        await using var venue = await VenueServer.StartAsync(Venues.Options with { Accounts = [new VenueAccount(new Secret("other"), new Secret("other"))] });
        await using var run = CliRun.Follow(venue, Venues.Codes, CliRun.Account(KeyCanary, SecretCanary));
        await run.Out.WhenAsync(line => line.Contains("feed lost: no approval key"));

        Assert.Equal(1, await run.InterruptAsync());
        Assert.StartsWith("auctions: the feed never connected: no approval key", run.Error.Lines[^1]);
        ShowsNoSecret(run);
    }

    private static async Task IsRefused(string[] args, Dictionary<string, string?> environment, string sentence)
    {
        await using var run = CliRun.Start(args, environment);

        Assert.Equal(2, await run.Code);
        Assert.StartsWith(sentence, Assert.Single(run.Error.Lines));
        Assert.Empty(run.Out.Lines);
        ShowsNoSecret(run);
    }

    private static void ShowsNoSecret(CliRun run)
    {
        Assert.DoesNotContain("canary", run.Said);
        Assert.DoesNotContain("   at ", run.Said); // a stack trace
    }
}
