using static OptionAuctions.Venue.Tests.Scenarios.Scene;

namespace OptionAuctions.Venue.Tests.Scenarios;

/// <summary>One test a shipped scenario: those about the line itself.</summary>
public sealed class ShippedConnectionScenariosSpecs
{
    [Fact]
    public async Task Silent_stall_leaves_the_line_up_and_says_nothing_at_all()
    {
        await using var scene = await OpenAsync("silent-stall");
        var client = await scene.ListenAsync(Code);
        scene.Pass(9.9);
        var before = scene.Session;

        scene.Pass(60);
        await client.RequestAsync(Other);
        var after = await scene.Venue.WhenAsync(s => s.Sessions[0].RequestsReceived == 2);

        Assert.True(after.Sessions[0].IsOpen);
        Assert.True(before.FramesSent > 0);
        Assert.Equal((before.FramesSent, 1, 0), (after.Sessions[0].FramesSent, after.Sessions[0].AnswersSent, after.Sessions[0].PingPongsSent));
    }

    [Fact]
    public async Task Data_stops_and_PINGPONG_goes_on()
    {
        await using var scene = await OpenAsync("data-stops");
        await scene.ListenAsync(Code);
        scene.Pass(9.9);
        var before = scene.Session.FramesSent;

        scene.Pass(60);

        Assert.True(before > 0);
        Assert.Equal(before, scene.Session.FramesSent);
        Assert.InRange(scene.Session.PingPongsSent, 2, 3);
    }

    [Theory]
    [InlineData(1, SessionEnd.StillOpen)]
    [InlineData(10, SessionEnd.CutAsUnanswering)]
    [InlineData(9, SessionEnd.CutAsUnanswering)]
    public async Task Pingpong_text_only_cuts_who_answers_by_a_control_frame(int opcode, SessionEnd end)
    {
        await using var scene = await OpenAsync("pingpong-text-only", marketRuns: false);
        var client = await scene.ListenAsync(Code);
        scene.Pass(10);
        var pingPong = await client.AnswerAsync();

        await client.SayAsync(pingPong, opcode);
        Assert.Equal("OPSP0002", await AskAsync(client)); // whatever was said before is heard now
        scene.Pass(10);

        Assert.Equal(end, scene.Session.End);
    }

    [Theory]
    [InlineData(1, SessionEnd.StillOpen)]
    [InlineData(10, SessionEnd.CutAsUnanswering)]
    [InlineData(9, SessionEnd.CutAsUnanswering)]
    public async Task Pong_is_no_answer_leaves_a_client_its_hundred_seconds_and_cuts_it_then(int opcode, SessionEnd end)
    {
        await using var scene = await OpenAsync("pong-is-no-answer", marketRuns: false);
        var client = await scene.ListenAsync(Code);
        scene.Pass(10);
        await client.SayAsync(await client.AnswerAsync(), opcode);
        Assert.Equal("OPSP0002", await AskAsync(client)); // whatever was said before is heard now

        for (var more = 0; more < 4; more++)
        {
            scene.Pass(20);
            Assert.True(scene.Session.IsOpen);
            if (end == SessionEnd.StillOpen) await client.SayAsync(await client.AnswerAsync());
            await scene.Venue.WhenAsync(s => end != SessionEnd.StillOpen || s.Sessions[0].PingPongsAnswered == s.Sessions[0].PingPongsSent);
        }

        scene.Pass(20);

        Assert.Equal(end, scene.Session.End);
    }

    [Fact]
    public async Task Pings_ignored_answers_everything_but_ping_frames()
    {
        await using var scene = await OpenAsync("pings-ignored", marketRuns: false);
        var client = await scene.ListenAsync(Code);

        await client.SendAsync(9, [1, 2, 3]);
        await client.RequestAsync(Code);

        Assert.Equal(1, (await client.ReadAsync())!.Opcode);
    }

    [Fact]
    public async Task Keep_alive_kills_who_sends_a_pong_nobody_asked_for()
    {
        await using var scene = await OpenAsync("keep-alive-kills", marketRuns: false);
        var client = await scene.ListenAsync(Code);

        await client.SendAsync(10, []);

        await Assert.ThrowsAnyAsync<IOException>(client.ReadAsync);
        Assert.Equal(SessionEnd.CutByVenue, scene.Session.End);
    }

    [Fact]
    public async Task Cut_mid_frame_breaks_the_line_inside_a_frame()
    {
        await using var scene = await OpenAsync("cut-mid-frame", marketRuns: false);
        var client = await scene.ListenAsync(Code);

        scene.Pass(10);

        await Assert.ThrowsAnyAsync<IOException>(client.ReadAsync);
        Assert.True(client.StandsInsideAFrame);
    }

    [Fact]
    public async Task Flapping_cuts_every_session_three_seconds_after_it_opens()
    {
        await using var scene = await OpenAsync("flapping");
        for (var i = 0; i < 3; i++)
        {
            await scene.ListenAsync(Code);
            scene.Pass(2.9);
            Assert.True(scene.Session.IsOpen);
            scene.Pass(0.1);
            Assert.Equal(SessionEnd.CutByVenue, scene.Session.End);
        }
    }

    [Fact]
    public async Task Restart_takes_no_connection_for_fifteen_seconds_and_knows_no_key_after()
    {
        await using var scene = await OpenAsync("restart");
        var client = await scene.ListenAsync(Code);

        scene.Pass(10);
        Assert.Equal(SessionEnd.CutByVenue, scene.Session.End);
        scene.Pass(14.9);
        await Assert.ThrowsAnyAsync<Exception>(() => scene.ConnectAsync(client.Key));
        scene.Pass(0.1);

        Assert.Equal("OPSP0011", await AskAsync(await scene.ConnectAsync(client.Key)));
        Assert.Equal("OPSP0000", await AskAsync(await scene.ConnectAsync()));
    }

    [Fact]
    public async Task Friday_restart_drops_every_line_at_the_opening()
    {
        await using var scene = await OpenAsync("friday-restart", startsAt: new DateTimeOffset(2026, 11, 27, 8, 59, 50, MarketTime.Offset));
        await scene.ListenAsync(Code);

        scene.Pass(9.9);
        Assert.True(scene.Session.IsOpen);
        scene.Pass(0.1);

        Assert.Equal(SessionEnd.CutByVenue, scene.Session.End);
    }

    [Fact]
    public async Task Handshake_slow_opens_a_minute_later()
    {
        await using var scene = await OpenAsync("handshake-slow", marketRuns: false);
        var connecting = scene.ConnectAsync();

        await scene.Venue.WhenAsync(s => s.Counters.RequestsWaiting == 1);

        scene.Pass(59.9);
        Assert.Equal(1, scene.Venue.State().Counters.RequestsWaiting);
        scene.Pass(0.1);

        await connecting;
    }

    [Fact]
    public async Task Closed_by_venue_sends_a_close_frame_with_1001()
    {
        await using var scene = await OpenAsync("closed-by-venue", marketRuns: false);
        var client = await scene.ListenAsync(Code);

        scene.Pass(10);

        var frame = await client.ReadAsync();
        Assert.Equal(8, frame!.Opcode);
        Assert.Equal([0x03, 0xE9], frame.Payload);
        Assert.Equal((SessionEnd.ClosedByVenue, 1001), (scene.Session.End, scene.Session.CloseCode));
    }

    [Fact]
    public async Task Unfinished_message_sends_200_MiB_and_never_the_end()
    {
        await using var scene = await OpenAsync("unfinished-message", marketRuns: false);
        var client = await scene.ListenAsync(Code);

        scene.Pass(10);

        long bytes = 0;
        while (bytes < 200L << 20)
        {
            var frame = await client.ReadAsync();
            if (frame!.Opcode == 1 && frame.Last) continue; // PINGPONG, before it
            Assert.Equal((false, bytes == 0 ? 1 : 0), (frame.Last, frame.Opcode));
            bytes += frame.Payload.Length;
        }

        Assert.True(scene.Session.IsOpen);
    }
}
