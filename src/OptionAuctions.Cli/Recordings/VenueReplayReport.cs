using System.Globalization;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Recordings;

/// <summary>What is said about a replay: its beginning and its end, and the count.</summary>
internal static class VenueReplayReport
{
    /// <summary>Says that the replay waits for a registration, and later that it is over.</summary>
    /// <param name="venue">The venue that plays.</param>
    /// <param name="replay">The recording.</param>
    /// <param name="lead">Real time from the first registration to the first message.</param>
    /// <param name="output">The writer of the sentences.</param>
    /// <returns>Completes when it is over, or the venue has stopped.</returns>
    public static async Task FollowAsync(VenueServer venue, VenueReplay replay, TimeSpan lead, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"auctions: files to replay: {replay.Files}; begins {lead.TotalSeconds} s after the first registration"));
        try
        {
            var state = await venue.WhenAsync(state => state.Replay is { IsOver: true });
            await output.WriteLineAsync($"auctions: the replay is over, {Summary(state.Replay!)}; the venue stays up");
        }
        catch (ObjectDisposedException)
        {
            // the venue has stopped before
        }
    }

    /// <summary>Returns the count: <c>replayed 1200 messages, 0 of them to every session</c>.</summary>
    public static string Summary(ReplayState state) => string.Create(CultureInfo.InvariantCulture,
        $"replayed {state.Played} messages, {state.SentToAll} of them to every session{Rest(state)}");

    private static string Rest(ReplayState state) => state switch
    {
        { Failure: { } reason } => $", until it failed: {reason.ReplaceLineEndings(" ")}",
        { IsOver: false } => ", and not all of the recording",
        _ => "",
    };
}
