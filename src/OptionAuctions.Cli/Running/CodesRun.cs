using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Running;

/// <summary>The chain of a stock, chosen as a run chooses it, on the output.</summary>
internal static class CodesRun
{
    public static async Task<int> RunAsync(RunRequest request, Surroundings around)
    {
        var plan = RunPlan.Choose(request, Settings.Read(around), around.Time);
        foreach (var warning in plan.Warnings) await around.Error.WriteLineAsync($"auctions: warning: {warning}");

        var now = MarketTime.Now(plan.Time);
        var expiryOf = plan.Reference.Calendar.ExpiryOf;
        var chain = plan.Reference.Instruments.Select(request.Series!.ToQuery(), expiryOf, DateOnly.FromDateTime(now.DateTime));
        foreach (var line in request.Json ? ChainText.Json(chain, expiryOf) : ChainText.Table(chain, expiryOf))
            await around.Out.WriteLineAsync(line);
        return ExitCode.Ok;
    }
}
