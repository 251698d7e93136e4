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
            await environment.Out.WriteLineAsync(
                $"app key {report.AppKey}: {Use("dials", report.InTenMinutes, report.InADay, report.BlockedUntil, options.Dialing)}");
            if (report.ApprovalsInADay > 0)
            {
                await environment.Out.WriteLineAsync($"app key {report.AppKey}: {Use(
                    "requests for an approval key", report.ApprovalsInTenMinutes, report.ApprovalsInADay, report.ApprovalsBlockedUntil, options.Dialing)}");
            }

            if (report.Warning.Length > 0) await environment.Error.WriteLineAsync($"auctions: warning: {report.Warning}");
        }

        return ExitCode.Ok;
    }

    private static string Use(string what, int inTenMinutes, int inADay, DateTimeOffset? blockedUntil, DialingOptions limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"{inTenMinutes} of {limits.DialsPerTenMinutes} {what} in the last ten minutes, {inADay} of {limits.DialsPerDay} in the last day, ")
        + (blockedUntil is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"the next at {until:yyyy-MM-dd HH:mm:ss} KST")
            : "the next at any time");

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
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException($"the dial log in '{options.StateFolder}' cannot be read: {cause.Message}", ExitCode.Failed);
        }
    }
}
