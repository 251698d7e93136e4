using System.CommandLine;
using System.Globalization;
using OptionAuctions.Cli.Running;
using OptionAuctions.Hosting;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions dials</c>.</summary>
internal sealed class DialsVerb
{
    public DialsVerb(CliEnvironment environment)
    {
        Command = new Command("dials", "Shows how much of its dial budget each configured app key has spent, and when it may dial again. Dials nothing.");
        Command.SetAction((_, _) => RunAsync(environment));
    }

    public Command Command { get; }

    private static async Task<int> RunAsync(CliEnvironment environment)
    {
        var options = Options(environment);
        if (options.IsLoopback) await environment.Out.WriteLineAsync("the budget does not apply to a venue on this machine");
        foreach (var report in Reports(options, MarketTime.Now(environment.Time)))
        {
            var next = report.BlockedUntil is { } until ? FormattableString.Invariant($"at {until:yyyy-MM-dd HH:mm:ss} KST") : "at any time";
            await environment.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"app key {report.AppKey}: {report.InTenMinutes} of {options.Dialing.DialsPerTenMinutes} dials in the last ten minutes, "
                + $"{report.InADay} of {options.Dialing.DialsPerDay} in the last day, the next {next}"));
        }

        return ExitCode.Ok;
    }

    private static FeedOptions Options(CliEnvironment environment)
    {
        try
        {
            return FeedOptionsReader.Read(Settings.Read(environment));
        }
        catch (FeedOptionsException cause)
        {
            throw new CliException(string.Join('\n', cause.Problems), ExitCode.Usage);
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
