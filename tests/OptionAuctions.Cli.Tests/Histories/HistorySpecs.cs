using System.Text.Json;
using OptionAuctions.Cli.Tests.Recordings;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.History;

namespace OptionAuctions.Cli.Tests.Histories;

public sealed class HistorySpecs : IDisposable
{
    private const string Secret = "CANARY-PASSWORD-77c2";

    private static readonly CallSummary Call = new(new DateOnly(2026, 11, 23), new Instrument("B11612083"), CallKind.Opening)
    {
        Terms = new InstrumentTerms("005930", "삼성전자", 160_000, new DateOnly(2026, 12, 10), IsCall: true), First = Won.Of(3900), Last = Won.Of(4950),
        High = Won.Of(7300), Low = Won.Of(3750), Revisions = 1163, Reversals = 655, Convergence = 0.568, IsWhole = true, FinalPrice = Won.Of(4900),
        Quality = AuctionQuality.None, OddRecords = 0, Source = "live",
    };

    private readonly RecordedDay _day = new();

    private string File => Path.Combine(_day.Folder, "state", "history.db");

    [Fact]
    public async Task A_line_for_each_code_and_call_shows_all_days_as_blocks_and_the_figures_of_the_newest()
    {
        await StoreAsync(
            Call, Call with { Day = Call.Day.AddDays(1), FinalPrice = Won.Of(6300) }, Call with { Day = Call.Day.AddDays(3), FinalPrice = Won.Of(5600.5m) },
            Call with { Call = CallKind.Closing, Day = Call.Day.AddDays(2), FinalPrice = Won.None, IsWhole = false, Gaps = 2, OddRecords = 3 },
            Call with
            {
                Code = new Instrument("C11612083"), Terms = Call.Terms! with { IsCall = false }, First = Won.None, Last = Won.None, FinalPrice = Won.None,
            });

        Assert.Equal(
            [
                "삼성전자 005930, 4 days from 2026-11-23 to 2026-11-26",
                "B11612083  call  160,000  2026-12-10  opening  ▁█·▅  2026-11-26   5,600.5  final  -699.5  slippage +650.5  convergence 0.57  1,163 records",
                "B11612083  call  160,000  2026-12-10  closing  ··▄·  2026-11-25     4,950  last                            convergence 0.57  1,163 records  "
                    + "not whole, 2 gaps, 3 odd",
                "C11612083  put   160,000  2026-12-10  opening  ····  2026-11-23  no price                                  convergence 0.57  1,163 records",
            ],
            await LinesAsync("history", "삼성전자", "--db", File));
    }

    [Fact]
    public async Task The_days_and_the_calls_that_are_asked_for_are_shown()
    {
        await StoreAsync([.. Enumerable.Range(0, 30).Select(day => Call with { Day = Call.Day.AddDays(day) })]);
        await StoreAsync(Call with { Call = CallKind.Closing });

        Assert.StartsWith("삼성전자 005930, 20 days from 2026-12-03", (await LinesAsync("history", "B11612083", "--db", File))[0], StringComparison.Ordinal);
        Assert.StartsWith("삼성전자 005930, 2 days", (await LinesAsync("history", "B11612083", "--db", File, "--days", "2"))[0], StringComparison.Ordinal);
        Assert.Contains("closing", Assert.Single((await LinesAsync("history", "005930", "--db", File, "--calls", "closing")).Skip(1)));
    }

    [Fact]
    public async Task As_JSON_each_call_is_a_line_with_all_that_is_known()
    {
        await StoreAsync(Call, Call with { Call = CallKind.Closing, FinalPrice = Won.None, Terms = null, Convergence = null });

        var lines = (await LinesAsync("history", "B11612083", "--db", File, "--json")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal(["opening", "closing"], lines.Select(line => line.GetProperty("call").GetString()));
        Assert.Equal(
            (4900m, -50m, "call", 160_000m, "2026-12-10"),
            (lines[0].GetProperty("finalPrice").GetDecimal(), lines[0].GetProperty("slippage").GetDecimal(), lines[0].GetProperty("kind").GetString(),
                lines[0].GetProperty("strike").GetDecimal(), lines[0].GetProperty("expiry").GetString()));
        Assert.All(["finalPrice", "slippage", "convergence", "strike", "kind"], name => Assert.Equal(JsonValueKind.Null, lines[1].GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task A_recording_is_taken_in_and_twice_changes_nothing()
    {
        var first = await _day.RecordAsync(Data("B11612083", 1060), Data("C11612083", 900), Data("B11612083", 1100));
        var second = await _day.RecordAsync(Data("B11612084", 500));

        Assert.Equal(
            $"imported 4 messages of {_day.Folder}: 3 summaries added, 0 replaced, 0 as they were",
            Assert.Single(await LinesAsync("history", "--import", _day.Folder, "--db", File)));
        var stored = await ReadAsync("005930");
        Assert.Equal(
            $"imported 4 messages of {_day.Folder}: 0 summaries added, 0 replaced, 3 as they were",
            (await LinesAsync("history", "B11612083", "--import", _day.Folder, "--db", File))[0]);

        Assert.Equal(stored, await ReadAsync("005930"));
        var (one, other) = (Path.GetFileName(first), Path.GetFileName(second));
        Assert.Equal(
            [("B11612083", 1060m, 1100m, 2, one), ("B11612084", 500m, 500m, 1, other), ("C11612083", 900m, 900m, 1, one)],
            stored.Select(call => ($"{call.Code}", call.First.ToDecimal()!.Value, call.Last.ToDecimal()!.Value, call.Revisions, call.Source)));
        Assert.Equal("삼성전자", stored[0].Terms?.Name); // of the list of instruments that is configured
    }

    [Fact]
    public async Task A_run_stores_the_calls_that_it_follows()
    {
        await using var run = CliRun.Start(["run", "--codes", "B11612083", "--history", File, "--speed", "20", "--json"]);
        await run.Out.WhenAsync(line => line.Contains("\"type\":\"change\"", StringComparison.Ordinal));

        Assert.Equal(0, await run.InterruptAsync());

        var call = Assert.Single(await ReadAsync("B11612083"));
        Assert.Equal((CallKind.Opening, "simulated venue", "005930"), (call.Call, call.Source, call.Terms?.Underlying));
        Assert.True(call.Revisions > 0);
        Assert.Contains("auctions: 1 summaries stored in the history, 0 lost", run.Error.Lines);
    }

    [Theory]
    [InlineData("name a stock or a code", "history")]
    [InlineData("there is no history", "history", "005930")]
    [InlineData("there is no recording", "history", "--import", "no-such-folder")]
    [InlineData("is not a whole number from 1 to", "history", "005930", "--days", "0")]
    [InlineData("is none of opening, intraday and closing", "history", "005930", "--calls", "morning")]
    [InlineData("both say where the history is", "history", "005930", "--postgres", "--db", "x.db")]
    [InlineData("--postgres needs a connection string: set OptionAuctions__History__Postgres", "history", "005930", "--postgres")]
    [InlineData("no-such-file", "history", "005930", "--postgres", "no-such-file")]
    [InlineData("--postgres names a file that holds the connection string", "history", "005930", "--postgres", "Host=h;Password=CANARY-PASSWORD-77c2")]
    public async Task What_is_impossible_is_refused_with_a_sentence(string sentence, params string[] args)
    {
        await using var run = CliRun.Start(args, State());

        Assert.Equal(2, await run.Code);
        Assert.Contains(sentence, run.Error.Text);
        Assert.DoesNotContain(Secret, run.Said);
        Assert.False(Directory.Exists(Path.GetDirectoryName(File)));
    }

    [Fact]
    public async Task A_stock_of_which_there_is_nothing_is_a_failure()
    {
        await StoreAsync(Call);
        await using var run = CliRun.Start(["history", "000660"], State());

        Assert.Equal(1, await run.Code);
        Assert.Contains("the history has nothing of '000660'", run.Error.Text);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=auctions;Password=CANARY-PASSWORD-77c2", 1, "at 127.0.0.1:1 cannot be reached")]
    [InlineData("postgresql://auctions:CANARY-PASSWORD-77c2@127.0.0.1:1/auctions", 2, "the connection string of PostgreSQL cannot be read")]
    public async Task A_connection_string_comes_from_the_environment_or_a_file_and_is_never_shown(string text, int code, string sentence)
    {
        var environment = State();
        environment["OptionAuctions__History__Postgres"] = text;
        var file = Path.Combine(_day.Folder, "postgres.txt");
        await System.IO.File.WriteAllTextAsync(file, $"{text}\n");

        await using var fromEnvironment = CliRun.Start(["history", "005930", "--postgres"], environment);
        await using var fromFile = CliRun.Start(["history", "005930", "--postgres", file], State());

        foreach (var run in (CliRun[])[fromEnvironment, fromFile])
        {
            Assert.Equal(code, await run.Code);
            Assert.Contains(sentence, run.Error.Text);
            Assert.DoesNotContain(Secret, run.Said);
        }
    }

    public void Dispose() => _day.Dispose();

    private static byte[] Data(string code, int won) =>
        System.Text.Encoding.ASCII.GetBytes($"0|H0ZOANC0|001|{code}^084100^{won}.00^-120.00^5^-10.17^311");

    private Dictionary<string, string?> State() => new() { ["OptionAuctions__StateDirectory"] = Path.GetDirectoryName(File) };

    private async Task<IReadOnlyList<string>> LinesAsync(params string[] args)
    {
        await using var run = CliRun.Start(args);
        Assert.True(await run.Code == 0, run.Said);
        return run.Out.Lines;
    }

    private async Task StoreAsync(params CallSummary[] calls)
    {
        await using var store = await SqliteHistory.OpenAsync(File);
        await store.UpsertAsync(calls);
    }

    private async Task<IReadOnlyList<CallSummary>> ReadAsync(string of)
    {
        await using var store = await SqliteHistory.OpenAsync(File);
        return await store.ReadAsync(new HistoryQuery(of));
    }
}
