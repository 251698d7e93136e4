using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Feed.Dialing;
using Spectre.Console.Testing;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>What is written for people, programs and files is the same in every culture: other years, digits, signs, separators, letters.</summary>
public sealed class CultureSpecs : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 45, 0, MarketTime.Offset);

    private readonly string _state = Directory.CreateTempSubdirectory("auctions-").FullName;

    public static TheoryData<string> Cultures => ["th-TH", "ar-SA", "tr-TR", "fa-IR", "de-DE", "fi-FI"];

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task The_commands_say_the_same(string culture)
    {
        var log = new DialLog(_state, new Secret("any-key"));
        for (var dial = 4; dial > 0; dial--) log.Add(Morning.AddMinutes(-dial));

        var said = await InAsync(CultureInfo.InvariantCulture, SaidByCommandsAsync);

        Assert.Contains("the next at 2026-11-23 08:5", said);
        Assert.Equal(said, await InAsync(new CultureInfo(culture), SaidByCommandsAsync));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task Reports_refusals_and_warnings_say_the_same(string culture)
    {
        var said = await InAsync(CultureInfo.InvariantCulture, () => Task.FromResult(SaidByTheFeed()));

        Assert.Contains("OptionAuctions:Series:0:Expiries is -1, and has to be between 0 and 100", said);
        Assert.Equal(said, await InAsync(new CultureInfo(culture), () => Task.FromResult(SaidByTheFeed())));
    }

    [Fact]
    public async Task A_process_in_Thailand_writes_the_years_of_the_calendar_that_all_others_have()
    {
        var account = CliRun.Account();
        (account["LC_ALL"], account["OptionAuctions__StateDirectory"]) = ("th_TH.UTF-8", _state);
        account["OptionAuctions__WsUrl"] = account["OptionAuctions__ApprovalUrl"] = account["OptionAuctions__Connection__RequestPace"] = null;
        var log = new DialLog(_state, new Secret("any-key"));
        for (var dial = 4; dial > 0; dial--) log.Add(MarketTime.Now(TimeProvider.System).AddMinutes(-dial));

        await using var process = CliProcess.Start(["dials"], account);

        Assert.Equal(0, await process.CodeAsync());
        Assert.Contains(FormattableString.Invariant($"the next at {MarketTime.Now(TimeProvider.System).AddMinutes(7):yyyy}-"), process.Out.Text);
    }

    private async Task<string> SaidByCommandsAsync()
    {
        var clock = new FakeTimeProvider(Morning);
        var account = CliRun.Account();
        account["OptionAuctions__StateDirectory"] = _state;
        account.Remove("OptionAuctions__WsUrl"); // read, never dialed
        account.Remove("OptionAuctions__ApprovalUrl");
        account.Remove("OptionAuctions__Connection__RequestPace"); // which has a least value towards the real venue
        var said = new List<string>();
        foreach (var args in (string[][])
                 [
                     ["dials"], ["codes", "--underlying", "NAVER", "--expiries", "2"], ["codes", "--underlying", "005930", "--json"], ["--help"],
                     ["venue", "--port", "-1"], ["run", "--for", "0,5s"], ["codes", "--underlying", "i", "--atm", "-1"], ["venue", "--list"],
                 ])
        {
            await using var run = CliRun.Start(args, account, clock);
            said.Add($"{string.Join(' ', args)}: {await run.Code} {run.Said}");
        }

        return string.Join('\n', said);
    }

    private static string SaidByTheFeed()
    {
        var said = new StringWriter(CultureInfo.InvariantCulture);
        foreach (IReport report in (IReport[])[new LineReport(said), new JsonReport(said)])
        {
            foreach (var state in (AuctionState[])[Reports.Auctions.Falling, Reports.Auctions.Unmatched, Reports.Auctions.Awaited])
                foreach (var kind in Enum.GetValues<ChangeKind>()) report.OnChange(new AuctionChanged(kind, state, conflated: 7));
            report.OnFeedEvent(new FeedWarned(Morning, "said"));
            report.OnFeedEvent(new FeedDataStale(Morning, Morning, null));
            report.OnFeedEvent(new FeedBlocked(Morning, 0, "said", Morning));
            report.Ended(new RunSummary(new FeedCounts { Messages = -1, Records = 1_234_567 }, 8));
        }

        var board = new Board([Reports.Auctions.Code], ReferenceData.BuiltIn);
        board.Put(Reports.Auctions.Falling);
        board.Note(new FeedBlocked(Morning, 0, "said", Morning));
        var screen = new TestConsole();
        screen.Write(new AuctionTable(board, "the venue", Morning, height: 24));
        said.WriteLine(screen.Output);

        var options = new FeedOptions { Series = [new SeriesQuery { Underlying = "x", Expiries = -1 }] };
        (options.Dialing.ApprovalTimeout, options.Connection.Capacity) = (TimeSpan.FromMilliseconds(-1.5), int.MinValue);
        foreach (var problem in options.Validate()) said.WriteLine(problem);

        var listing = MasterFile.Read("5|B11612083||x C 202601|1|159333.5| |005930|x\n-1\n5|B1|"u8);
        said.WriteLine(InstrumentList.Of(listing, Morning.AddHours(-99)).WarningOn(Morning, TimeSpan.FromHours(36.5)));
        said.WriteLine(TradingCalendar.BuiltIn.WarningOn(new DateOnly(2027, 12, 30)));
        foreach (var warning in ReferenceData.BuiltIn.WarningsOn([new Instrument("B1")], new DateOnly(2026, 11, 23))) said.WriteLine(warning);
        said.WriteLine(string.Join(' ', listing.Series.Select(series => $"{series.Code} {series.Week} {series.Underlying.IsCalled("X")}")));
        foreach (var state in (AuctionState[])[Reports.Auctions.Falling, Reports.Auctions.Awaited]) said.WriteLine(JsonSerializer.Serialize(state));
        return said.ToString();
    }

    private static async Task<string> InAsync(CultureInfo culture, Func<Task<string>> say)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return await say();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
