using System.Globalization;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>The command <c>venue</c>: runs a simulated venue until an end is requested.</summary>
internal static class VenueRun
{
    public static async Task<int> RunAsync(VenueOptions options, TimeSpan? duration, CliEnvironment environment, CancellationToken stop)
    {
        await using var venue = await StartAsync(options);
        foreach (var warning in options.Warnings()) await environment.Error.WriteLineAsync($"auctions: {warning}");
        await environment.Out.WriteLineAsync($"ws-url {venue.WebSocketUrl}");
        await environment.Out.WriteLineAsync($"approval-url {venue.ApprovalUrl.GetLeftPart(UriPartial.Authority)}");
        await environment.Out.FlushAsync(CancellationToken.None);

        await Ending.WaitAsync(duration, environment.Time, stop);
        await venue.StopAsync();
        var counters = venue.State().Counters;
        await environment.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"sessions {counters.SessionsOpened}, messages {counters.FramesSent}, records {counters.RecordsSent}"));
        return ExitCode.Ok;
    }

    /// <summary>Starts a venue.</summary>
    /// <exception cref="CliException">The venue cannot start; the message is a sentence with the reason.</exception>
    public static async Task<VenueServer> StartAsync(VenueOptions options)
    {
        try
        {
            return await VenueServer.StartAsync(options);
        }
        catch (ArgumentException cause)
        {
            throw new CliException($"the venue cannot start: {cause.Message}", ExitCode.Usage);
        }
        catch (VenueStartException cause)
        {
            throw new CliException(cause.Message, ExitCode.Failed);
        }
    }
}
