using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>A venue of its own, until it is asked to end.</summary>
internal static class VenueRun
{
    public static async Task<int> RunAsync(VenueOptions options, TimeSpan? duration, Surroundings around, CancellationToken stop)
    {
        await using var venue = await StartAsync(options);
        await around.Out.WriteLineAsync($"ws-url {venue.WebSocketUrl}");
        await around.Out.WriteLineAsync($"approval-url {venue.ApprovalUrl.GetLeftPart(UriPartial.Authority)}");
        await around.Out.FlushAsync(CancellationToken.None);

        await Ending.WaitAsync(duration, around.Time, stop);
        await venue.StopAsync();
        var counters = venue.State().Counters;
        await around.Out.WriteLineAsync($"sessions {counters.SessionsOpened}, frames {counters.FramesSent}, records {counters.RecordsSent}");
        return ExitCode.Ok;
    }

    /// <summary>Starts a venue, or says in a sentence why not.</summary>
    public static async Task<VenueServer> StartAsync(VenueOptions options)
    {
        try
        {
            return await VenueServer.StartAsync(options);
        }
        catch (ArgumentException impossible)
        {
            throw new CliException($"the venue cannot start: {impossible.Message}", ExitCode.Usage);
        }
        catch (VenueStartException taken)
        {
            throw new CliException(taken.Message, ExitCode.Failed);
        }
    }
}
