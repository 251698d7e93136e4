namespace OptionAuctions.Cli.Running;

/// <summary>The command <c>codes</c>: writes the chain of a stock, chosen as a run chooses it.</summary>
internal static class CodesRun
{
    public static async Task<int> RunAsync(RunRequest request, CliEnvironment environment)
    {
        var plan = RunPlan.Choose(request, Settings.Read(environment), environment.Time);
        foreach (var warning in plan.Warnings) environment.Error.WriteLine($"auctions: warning: {warning}");

        var now = MarketTime.Now(plan.Time);
        var calendar = plan.Reference.Calendar;
        var chain = plan.Reference.Instruments.Select(request.Series!, calendar, DateOnly.FromDateTime(now.DateTime));
        foreach (var line in request.Json ? ChainText.Json(chain, calendar) : ChainText.Table(chain, calendar))
            await environment.Out.WriteLineAsync(line);
        return ExitCode.Ok;
    }
}
