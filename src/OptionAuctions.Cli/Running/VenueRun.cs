using System.Globalization;
using OptionAuctions.Cli.Recordings;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>The command <c>venue</c>: runs a simulated venue, with its market or a recording, until an end is requested.</summary>
internal static class VenueRun
{
    private static readonly TimeSpan OutputTime = TimeSpan.FromSeconds(2); // for a reader of the output that pauses to go on

    public static async Task<int> RunAsync(
        VenueOptions options, VenueReplay? replay, TimeSpan? duration, CliEnvironment environment, CancellationToken stop)
    {
        if (environment.Out.Failure.IsCompleted) throw await environment.Out.Failure; // nobody would learn the addresses
        await using var venue = await StartAsync(options with { Replay = replay });
        foreach (var warning in options.Warnings()) await environment.Error.WriteLineAsync($"auctions: {warning}");
        var replaying = replay is null ? Task.CompletedTask : VenueReplayReport.FollowAsync(venue, replay, options.ReplayLead, environment.Error);
        await environment.Out.WriteLineAsync($"ws-url {venue.WebSocketUrl}");
        await environment.Out.WriteLineAsync($"approval-url {venue.ApprovalUrl.GetLeftPart(UriPartial.Authority)}");
        await Ending.WaitAsync(duration, environment.Time, stop, environment.Out.Failure);
        await venue.StopAsync();
        await replaying;
        var (counters, played) = (venue.State().Counters, venue.State().Replay);
        await environment.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"sessions {counters.SessionsOpened}, messages {counters.FramesSent}, records {counters.RecordsSent}"));
        if (played is not null) await environment.Out.WriteLineAsync(VenueReplayReport.Summary(played));
        await Ending.FlushAsync(environment.Out, OutputTime, environment.Time);
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
