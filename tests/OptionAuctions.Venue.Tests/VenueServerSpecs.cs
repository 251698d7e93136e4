using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests;

public sealed class VenueServerSpecs
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly VenueOptions Quiet = new() { MarketRuns = false };

    [Fact]
    public async Task A_registration_is_answered_with_the_venues_words_and_a_key_nobody_needs()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        await using var client = await VenueClient.ConnectAsync(venue);

        await client.SayAsync(RequestEncoder.Register(client.Key, CustomerType.Personal, RecordLayout.H0ZOANC0, Code));

        Assert.Matches(
            """^\{"header":\{"tr_id":"H0ZOANC0","tr_key":"B11612083","encrypt":"N"\},"body":""" +
            """\{"rt_cd":"0","msg_cd":"OPSP0000","msg1":"SUBSCRIBE SUCCESS","output":\{"iv":"[a-z0-9]{16}","key":"[a-z0-9]{32}"\}\}\}$""",
            await client.HearAsync());
    }

    [Fact]
    public async Task A_stepped_clock_makes_a_stepped_auction()
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(new VenueOptions(), time);
        await using var client = await VenueClient.ConnectAsync(venue);
        await client.RegisterAsync(Code);

        time.Advance(TimeSpan.FromSeconds(10));

        var state = venue.State();
        Assert.InRange(state.Sent(Code), 1, 20);
        var frame = Encoding.UTF8.GetBytes(await client.HearAsync());
        var head = EnvelopeDecoder.Decode(frame, RecordLayout.H0ZOANC0);
        Assert.Equal(DecodeError.None, RecordReader.Open(frame, head, RecordLayout.H0ZOANC0, out var records));
        Assert.True(records.TryRead(out var record, out _));
        Assert.Equal((Code, "311"), (record.Code, record.Phase.Raw));
        Assert.Equal(new TimeOnly(8, 40, 0), record.Time);
    }

    [Fact]
    public async Task Thirty_codes_are_sent_more_than_two_hundred_records_in_twelve_seconds_of_the_call()
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(new VenueOptions(), time);
        await using var client = await VenueClient.ConnectAsync(venue);
        foreach (var code in VenueOptions.DefaultCodes.Take(30)) await client.RegisterAsync(code);

        time.Advance(TimeSpan.FromSeconds(5 + 12));

        var counters = venue.State().Counters;
        Assert.InRange(counters.RecordsSent, 201, 600);
        Assert.True(counters.FramesSent < counters.RecordsSent, "some frames carry several records");
    }

    [Fact]
    public async Task A_message_of_a_test_goes_to_every_session_as_it_is_even_when_it_is_no_text()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        await using var client = await VenueClient.ConnectAsync(venue);
        await venue.WhenAsync(s => s.OpenSessions.Any());

        await venue.SendAsync("0|H0ZOANC0|001|B11612083^084512^1060.00^-120.00^5^-10.17^311"u8.ToArray());
        await venue.SendAsync(new byte[] { 0x30, 0xFF, 0xC0 });

        Assert.StartsWith("0|H0ZOANC0|001|B11612083", await client.HearAsync());
        await Assert.ThrowsAsync<WebSocketException>(client.HearAsync); // .NET refuses broken text
        Assert.Equal((2, 1, 1), (venue.State().Counters.FramesSent, venue.State().Counters.RecordsSent, venue.State().Sent(Code)));
    }

    [Fact]
    public async Task A_close_frame_ends_the_session_by_its_code()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        await using var client = await VenueClient.ConnectAsync(venue);
        await client.RegisterAsync(Code);

        await client.CloseAsync();

        var session = Assert.Single(venue.State().Sessions);
        Assert.Equal((SessionEnd.ClosedByClient, 1000), (session.End, session.CloseCode));
    }

    [Fact]
    public async Task A_client_that_vanishes_is_known_as_lost()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        var client = await VenueClient.ConnectAsync(venue);
        await venue.WhenAsync(s => s.OpenSessions.Any());

        client.Socket.Abort();

        var state = await venue.WhenAsync(s => !s.OpenSessions.Any());
        Assert.Equal(SessionEnd.LostByClient, Assert.Single(state.Sessions).End);
    }

    [Fact]
    public async Task Aborted_sessions_see_no_close_frame()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        await using var client = await VenueClient.ConnectAsync(venue);
        await venue.WhenAsync(s => s.OpenSessions.Any());

        venue.AbortSessions();

        await Assert.ThrowsAsync<WebSocketException>(client.HearAsync);
        Assert.Null(client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_clean_stop_closes_with_1000()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        await using var client = await VenueClient.ConnectAsync(venue);
        await venue.WhenAsync(s => s.OpenSessions.Any());

        var stopping = venue.StopAsync();

        Assert.Equal("close 1000", await client.HearAsync());
        await client.CloseAsync();
        await stopping;
    }

    [Fact]
    public async Task A_killed_venue_frees_its_port_at_once()
    {
        var first = await VenueServer.StartAsync(Quiet);
        await using var client = await VenueClient.ConnectAsync(first);
        await first.WhenAsync(s => s.OpenSessions.Any());

        await first.KillAsync();

        await using var second = await VenueServer.StartAsync(Quiet with { Port = first.WebSocketUrl.Port });
        Assert.Equal(first.WebSocketUrl, second.WebSocketUrl);
        await Assert.ThrowsAsync<WebSocketException>(client.HearAsync);
        Assert.Null(client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_sentence()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        var port = venue.WebSocketUrl.Port;

        var refusal = await Assert.ThrowsAsync<VenueStartException>(() => VenueServer.StartAsync(Quiet with { Port = port }));

        Assert.Equal($"the venue cannot listen on 127.0.0.1:{port}: the port is taken; choose another, or 0 for any free one", refusal.Message);
    }

    [Fact]
    public async Task An_impossible_option_is_refused_by_its_name()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => VenueServer.StartAsync(Quiet with { Speed = 0 }));
        Assert.Contains("Speed must be 0.01 to 10,000", refusal.Message);
    }
}
