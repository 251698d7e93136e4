using OptionAuctions.Hosting;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Cli.Running;

/// <summary>The chain of a stock, chosen as a run chooses it, on the output.</summary>
internal static class CodesRun
{
    public static async Task<int> RunAsync(RunRequest request, Surroundings around)
    {
        var plan = RunPlan.Choose(request, Settings.Read(around), around.Time);
        foreach (var warning in plan.Warnings) await around.Error.WriteLineAsync($"auctions: warning: {warning}");

        var now = MarketTime.Now(plan.Time);
        var list = MasterReader.Read(plan.Options, now, []);
        var chain = list.Select(request.Series!.ToQuery(), ListedSeries.SecondThursday, DateOnly.FromDateTime(now.DateTime));
        foreach (var line in request.Json ? ChainText.Json(chain, ListedSeries.SecondThursday) : ChainText.Table(chain, ListedSeries.SecondThursday))
            await around.Out.WriteLineAsync(line);
        return ExitCode.Ok;
    }
}
