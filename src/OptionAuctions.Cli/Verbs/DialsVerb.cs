using System.CommandLine;
using OptionAuctions.Cli.Running;
using OptionAuctions.Connection;
using OptionAuctions.Hosting;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Verbs;

/// <summary><c>auctions dials</c>.</summary>
internal sealed class DialsVerb
{
    public DialsVerb(Surroundings around)
    {
        Command = new Command("dials", "Says what each configured app key has spent of its dial budget, and when it may dial again. Dials nothing.");
        Command.SetAction((_, _) => RunAsync(around));
    }

    public Command Command { get; }

    private static async Task<int> RunAsync(Surroundings around)
    {
        var options = Options(around);
        if (options.IsLoopback) await around.Out.WriteLineAsync("the budget is not held against a venue on this machine");
        foreach (var report in Reports(options, MarketTime.Now(around.Time)))
        {
            await around.Out.WriteLineAsync(
                $"app key {report.Line}: {report.InTenMinutes} of {options.DialsPerTenMinutes} dials in the last ten minutes, "
                + $"{report.InADay} of {options.DialsPerDay} in the last day, "
                + (report.BlockedUntil is { } until ? $"the next at {until:yyyy-MM-dd HH:mm:ss} KST" : "the next at any time"));
        }

        return ExitCode.Ok;
    }

    private static FeedOptions Options(Surroundings around)
    {
        try
        {
            return FeedOptionsReader.Read(Settings.Read(around));
        }
        catch (FeedOptionsException wrong)
        {
            throw new CliException(string.Join('\n', wrong.Problems), ExitCode.Usage);
        }
    }

    private static IReadOnlyList<DialReport> Reports(FeedOptions options, DateTimeOffset now)
    {
        try
        {
            return DialReport.Read(options, now);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the dial log in '{options.StateFolder}' cannot be read: {cause.Message}", ExitCode.Failed);
        }
    }
}
