using System.Globalization;
using System.Text;
using OptionAuctions.Cli.Tests.Runs;

namespace OptionAuctions.Cli.Tests.Verbs;

public sealed class CodesVerbSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auctions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_chain_is_a_heading_and_per_month_its_strikes_with_both_codes_and_where_they_stand()
    {
        await using var run = CliRun.Start(["codes", "--underlying", "삼성전자", "--expiries", "2", "--atm", "1"]);

        Assert.Equal(0, await run.Code);
        Assert.Equal(
        [
            "삼성전자 005930, 12 series, 10 shares a contract",
            "",
            "2026-12, last trading day 2026-12-10",
            "     strike  call       put        call is",
            "    155,000  B11612082  C11612082  in",
            "    160,000  B11612083  C11612083  at",
            "    165,000  B11612084  C11612084  out",
            "",
            "2027-01, last trading day 2027-01-14",
            "     strike  call       put        call is",
            "    155,000  B11701082  C11701082  in",
            "    160,000  B11701083  C11701083  at",
            "    165,000  B11701084  C11701084  out",
        ], run.Out.Lines);
        Assert.Empty(run.Error.Lines);
    }

    [Fact]
    public async Task A_chain_of_puts_says_where_the_put_stands()
    {
        await using var run = CliRun.Start(["codes", "--underlying", "005930", "--expiries", "1", "--atm", "1", "--kind", "puts"]);

        Assert.Equal(0, await run.Code);
        Assert.Equal("     strike  call       put        put is", run.Out.Lines[3]);
        Assert.Equal("    155,000             C11612082  out", run.Out.Lines[4]);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    public async Task As_JSON_it_is_an_object_a_series_with_its_terms_in_any_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            await using var run = CliRun.Start(["codes", "--underlying", "005930", "--expiries", "1", "--atm", "0", "--json"]);

            Assert.Equal(0, await run.Code);
            Assert.Equal(
                """
                {"type":"series","code":"B11612083","isin":"KR4B116C0837","kind":"call","underlying":"005930","name":"삼성전자","expiry":"2026-12","lastTradingDay":"2026-12-10","strike":160000,"multiplier":10,"moneyness":"at"}
                {"type":"series","code":"C11612083","isin":"KR4C116C0835","kind":"put","underlying":"005930","name":"삼성전자","expiry":"2026-12","lastTradingDay":"2026-12-10","strike":160000,"multiplier":10,"moneyness":"at"}
                """,
                string.Join('\n', run.Out.Lines));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task With_credentials_the_day_is_the_real_one_and_what_is_amiss_with_the_file_is_a_warning()
    {
        var file = Master(
            "5|B1|KR4B1|카카오 C 202609 60,000(  12)|1|60000|1|035720|카카오",
            "5|B2|KR4B2|카카오 C 202610 60,000(  12)|0|60000|1|035720|카카오",
            "6|C2|KR4C2|카카오 P 202610 60,000(  10)|3|60000|1|035720|카카오",
            "7|nonsense");
        var september = new StoppedClock(new DateTimeOffset(2026, 9, 30, 0, 0, 0, TimeSpan.Zero));
        File.SetLastWriteTimeUtc(file, september.GetUtcNow().UtcDateTime);

        await using var run = CliRun.Start(["codes", "--underlying", "카카오", "--master", file], CliRun.Account(), september);

        Assert.Equal(0, await run.Code);
        Assert.Equal(
        [
            "카카오 035720, 2 series",
            "",
            "2026-10, last trading day 2026-10-08",
            "     strike  call  put  call is",
            "     60,000  B2        x12",
            "     60,000      C2  in  x10",
        ], run.Out.Lines);
        Assert.Equal(
            $"auctions: warning: --master '{file}': the master file is not as it should be: "
                + "lines that could not be read: 1, the first line 4: 2 columns instead of 9",
            Assert.Single(run.Error.Lines));
    }

    [Fact]
    public async Task What_a_master_file_of_the_venue_may_hold_is_shown_and_what_is_refused_is_counted_by_reason()
    {
        var file = Master(
            "1|A11612|KR4A116C0003|삼성전자   F 202612 (  10)| |00000.00|1|005930|삼성전자",
            "5|B11612083|KR4B116C0837|삼성전자   C 202612   160,000(  10)|1|00160000.0| |005930|삼성전자",
            "5|B11612084|KR4B116C0845|삼성전자   C 202612 159,333.5(10.5)|2|00159333.5| |005930|삼성전자",
            "L|B11FCW083|KR4B11FC0830|삼성전자   위클리C 2612W1   160,000(  10)|1|00160000.0| |005930|삼성전자",
            "M|C11FCW083|KR4C11FC0838|삼성전자   위클리P 2612W1   160,000|1|00160000.0| |005930|삼성전자",
            "5|B11612085|KR4B116C0852|삼성전자   C 202612|1|no| |005930|삼성전자",
            "5|B11612086|KR4B116C0860|삼성전자   C 202612|1|-1| |005930|삼성전자",
            "T|x");

        await using var table = CliRun.Start(["codes", "--underlying", "삼성전자".Normalize(NormalizationForm.FormD), "--master", file]);
        await using var json = CliRun.Start(["codes", "--underlying", "005930", "--kind", "calls", "--expiries", "1", "--master", file, "--json"]);

        Assert.Equal((0, 0), (await table.Code, await json.Code));
        Assert.Equal(
        [
            "삼성전자 005930, 4 series",
            "",
            "2026-12 W1, last trading day 2026-12-03",
            "     strike  call       put        call is",
            "    160,000  B11FCW083             at  x10",
            "    160,000             C11FCW083  at  x?",
            "",
            "2026-12, last trading day 2026-12-10",
            "     strike  call       put        call is",
            "  159,333.5  B11612084             in  x10.5",
            "    160,000  B11612083             at  x10",
        ], table.Out.Lines);
        Assert.Equal(
            """{"type":"series","code":"B11FCW083","isin":"KR4B11FC0830","kind":"call","underlying":"005930","name":"삼성전자","expiry":"2026-12","week":"W1","""
                + "\"lastTradingDay\":\"2026-12-03\",\"strike\":160000,\"multiplier\":10,\"moneyness\":\"at\"}",
            Assert.Single(json.Out.Lines));
        Assert.Equal(
            $"auctions: warning: --master '{file}': the master file is not as it should be: lines that could not be read: 3, "
                + "of which 2 without a strike (the first line 6: 'no' is not a strike in won), "
                + "1 with too few columns (the first line 8: 2 columns instead of 9)",
            Assert.Single(table.Error.Lines));
    }

    private string Master(params string[] lines)
    {
        var file = Path.Combine(_folder, "some.mst");
        File.WriteAllBytes(file, CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes(string.Join('\n', lines)));
        return file;
    }

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
