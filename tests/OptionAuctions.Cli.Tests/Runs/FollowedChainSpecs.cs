using System.Text.Json;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>A run of an underlying follows the money, and says what the chain answers.</summary>
public sealed class FollowedChainSpecs
{
    [Fact]
    public async Task After_a_gap_of_the_stock_the_strikes_follow_its_forecast_and_no_slot_is_used_twice()
    {
        await using var run = CliRun.Start(
            ["run", "--json", "--slots", "--underlying", "005930", "--expiries", "2", "--atm", "3", "--gap", "6", "--speed", "20"]);
        var master = InstrumentList.Load(Path.Combine(AppContext.BaseDirectory, "config", "fo_stk_code_mts.mst"));
        var query = new SeriesQuery { Underlying = "005930", Expiries = 2, Atm = 3 };
        var before = master.Select(query, TradingCalendar.BuiltIn, new DateOnly(2026, 11, 23)).InChainOrder;
        var highest = (double)before.Max(series => series.Strike);
        await run.Out.WhenAsync(line => line.IsA("chain") && line.Contains("H0STASP0 forecast") && Strikes(Parse(line)).Any(strike => strike > highest));

        Assert.Equal(0, await run.InterruptAsync());
        var slots = Parse(run.Out.Lines.Single(line => line.IsA("slots")));
        var codes = slots.GetProperty("slots").EnumerateArray().Select(slot => slot.GetProperty("code").GetString()).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.InRange(slots.GetProperty("used").GetInt32(), before.Count, slots.GetProperty("capacity").GetInt32());
        Assert.Contains("005930", codes);
        Assert.Contains("A11612", codes);
        Assert.Matches( // whichever is known first; the other one may find it where it wants it
            "The selection of 005930 is around [0-9.]+ now, by the (stock's expected price|price that calls and puts imply)", run.Error.Text);
        Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_chain_has_spot_forwards_and_greeks_with_their_sources_and_for_each_that_is_missing_why()
    {
        await using var run = CliRun.Start(["run", "--json", "--underlying", "005930", "--expiries", "1", "--atm", "2", "--speed", "20"]);
        await run.Out.WhenAsync(line => line.IsA("chain") && line.Contains("H0STASP0 forecast") && line.Contains("H0ZFANC0 forecast")
            && Sides(Parse(line)).Any(side => side.GetProperty("delta").ValueKind == JsonValueKind.Number));

        Assert.Equal(0, await run.InterruptAsync());
        foreach (var chain in Chains(run))
        {
            Assert.Equal(("005930", "2026-12-10"), (chain.GetProperty("underlying").GetString(), chain.GetProperty("expiry").GetString()));
            var forward = chain.GetProperty("forward");
            HasValueOrReason(chain.GetProperty("spot"), "price");
            HasValueOrReason(forward.GetProperty("parity"), "price");
            HasValueOrReason(forward.GetProperty("future"), "price");
            HasValueOrReason(chain.GetProperty("straddle"), "price");
            foreach (var side in Sides(chain))
                foreach (var answer in (string[])["price", "volatility", "delta", "gamma", "vega", "theta", "rho"]) HasValueOrReason(side, answer);
        }
    }

    [Fact]
    public async Task A_run_that_keeps_its_strikes_has_those_of_the_master_file_to_the_end()
    {
        await using var run = CliRun.Start(
            ["run", "--json", "--underlying", "005930", "--expiries", "1", "--atm", "1", "--gap", "6", "--fixed", "--speed", "20"]);
        await run.Out.WhenAsync(line => line.IsA("chain") && line.Contains("H0STASP0 forecast"));
        await run.Out.WhenAsync(line => line.IsA("change") && line.Contains("\"time\":\"08:41:"));

        Assert.Equal(0, await run.InterruptAsync());
        var master = InstrumentList.Load(Path.Combine(AppContext.BaseDirectory, "config", "fo_stk_code_mts.mst"));
        var query = new SeriesQuery { Underlying = "005930", Expiries = 1, Atm = 1 };
        double[] strikes = [.. master.Select(query, TradingCalendar.BuiltIn, new DateOnly(2026, 11, 23)).InChainOrder.Select(s => (double)s.Strike).Distinct()];
        Assert.All(Chains(run), chain => Assert.Subset(strikes.ToHashSet(), Strikes(chain).ToHashSet())); // the first lines come while snapshots still do
        Assert.Equal(strikes.Order(), Strikes(Chains(run)[^1]).Order());
        Assert.DoesNotContain("The selection of", run.Error.Text);
    }

    [Theory]
    [InlineData("--atm and --band", "--atm", "1", "--band", "5")]
    [InlineData("--band and --delta", "--delta", "0.25", "--band", "5")]
    public async Task Two_widths_of_a_selection_are_one_too_many(string said, params string[] widths) =>
        Assert.Contains(said, await SaidAsync(["run", "--underlying", "005930", .. widths]));

    [Theory]
    [InlineData("--band", "5")]
    [InlineData("--delta", "0.25")]
    [InlineData("--fixed")]
    public async Task What_describes_a_selection_needs_a_stock(params string[] words) =>
        Assert.Contains("no stock is named", await SaidAsync(["run", .. words]));

    private static async Task<string> SaidAsync(params string[] words)
    {
        await using var run = CliRun.Start(words);
        Assert.Equal(2, await run.Code);
        return run.Error.Text;
    }

    private static void HasValueOrReason(JsonElement of, string name)
    {
        if (of.GetProperty(name).ValueKind == JsonValueKind.Null) Assert.Equal(JsonValueKind.String, of.GetProperty("why").ValueKind);
        else Assert.True(double.IsFinite(of.GetProperty(name).GetDouble()));
    }

    private static JsonElement[] Chains(CliRun run) => [.. run.Out.Lines.Where(line => line.IsA("chain")).Select(Parse)];

    private static double[] Strikes(JsonElement chain) =>
        [.. chain.GetProperty("strikes").EnumerateArray().Select(strike => strike.GetProperty("strike").GetDouble())];

    private static IEnumerable<JsonElement> Sides(JsonElement chain) =>
        chain.GetProperty("strikes").EnumerateArray().SelectMany(strike => new[] { strike.GetProperty("call"), strike.GetProperty("put") });

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
