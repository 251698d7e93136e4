using OptionAuctions.Cli.Running;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The command <c>rehearse</c>: one whole session at the paper host, step by step, and a second one.</summary>
internal static class RehearsalRun
{
    private static readonly TimeSpan OutputTime = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(RehearsalRequest request, CliEnvironment environment, CancellationToken stop)
    {
        if (environment.Out.Failure.IsCompleted) throw await environment.Out.Failure; // nobody would see what is dialed for
        var configuration = Settings.Read(environment);
        var plan = RehearsalPlan.Make(request, configuration, environment.Time);
        foreach (var warning in plan.Options.Warnings) environment.Error.WriteLine($"auctions: warning: {warning}");
        StateDirectory.Check(plan.Options);
        using var raw = RawMessages.Create(plan.RawFile, environment.Time);
        var report = new StepReport(environment.Out, request.Json);
        await new Rehearsal(plan, configuration, environment, raw, report).RunAsync(stop);

        await report.EndAsync(plan.RawFile, raw.Dropped);
        await Ending.FlushAsync(environment.Out, OutputTime, environment.Time);
        return report.IsGreen ? ExitCode.Ok : throw new CliException(string.Join('\n', report.Failures), ExitCode.Failed);
    }
}
