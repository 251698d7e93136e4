using OptionAuctions.Venue.Tests.Clients;

namespace OptionAuctions.Venue.Tests.Sessions;

public sealed class SlowClientSpecs
{
    [Fact]
    public async Task A_client_that_does_not_read_is_cut_when_its_queue_is_full_and_that_is_counted()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, MaxQueuedFrames = 16 });
        await using var slow = await VenueClient.ConnectAsync(venue);
        await venue.WhenAsync(s => s.OpenSessions.Any());

        var message = new byte[100_000];
        Array.Fill(message, (byte)'0');
        var sending = new List<Task>();
        while (venue.State().Sessions[0].IsOpen) sending.Add(venue.SendAsync(message));

        await Task.WhenAll(sending);
        Assert.Equal(SessionEnd.CutAsTooSlow, venue.State().Sessions[0].End);
        Assert.InRange(venue.State().Sessions[0].FramesSent, 16, 2_000);
    }

    [Fact]
    public async Task More_sessions_than_allowed_are_turned_away_at_the_door()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, MaxSessions = 1, ApprovalEvery = TimeSpan.Zero });
        await using var first = await VenueClient.ConnectAsync(venue);
        await venue.WhenAsync(s => s.OpenSessions.Any());

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => VenueClient.ConnectAsync(venue));
        Assert.Equal(1, venue.State().Counters.SessionsOpened);
    }
}
