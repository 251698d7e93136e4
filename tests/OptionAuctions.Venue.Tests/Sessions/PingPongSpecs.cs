using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;

namespace OptionAuctions.Venue.Tests.Sessions;

public sealed class PingPongSpecs
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly VenueOptions Quiet = new() { MarketRuns = false };
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_quiet_line_is_probed_after_ten_seconds_and_every_twenty_from_then_on()
    {
        await using var venue = await VenueServer.StartAsync(Quiet, _time);
        using var client = await ConnectAsync(venue);

        long[] sent = [.. Enumerable.Range(1, 70).Select(_ => Pass(venue).PingPongsSent)];

        Assert.Equal([10, 30, 50, 70], Enumerable.Range(1, 70).Where(s => sent[s - 1] > (s == 1 ? 0 : sent[s - 2])));
    }

    [Fact]
    public async Task A_line_with_data_is_not_probed()
    {
        await using var venue = await VenueServer.StartAsync(
            new VenueOptions { StartsAt = new DateTimeOffset(2026, 11, 23, 8, 45, 0, MarketTime.Offset) }, _time);
        await using var client = await VenueClient.ConnectAsync(venue);
        foreach (var code in VenueOptions.DefaultCodes.Take(10)) await client.RegisterAsync(code);

        for (var i = 0; i < 60; i++) Pass(venue);

        Assert.Equal(0, venue.State().Counters.PingPongsSent);
    }

    [Theory]
    [InlineData(1, 1)] // the same text
    [InlineData(10, 0)] // Pong frame that carries it
    [InlineData(9, 0)] // Ping frame that carries it
    public async Task Text_Pong_and_Ping_all_answer(int opcode, int echoed)
    {
        await using var venue = await VenueServer.StartAsync(Quiet, _time);
        using var client = await ConnectAsync(venue);
        for (var second = 0; second < 200; second++)
        {
            var before = venue.State().Sessions[0];
            if (Pass(venue).PingPongsSent == before.PingPongsSent) continue;
            await client.SayAsync(await client.AnswerAsync(), opcode);
            await venue.WhenAsync(s => s.Sessions[0].PingPongsAnswered == s.Sessions[0].PingPongsSent);
        }

        var session = venue.State().Sessions[0];
        Assert.True(session.IsOpen);
        Assert.Equal((10, 10, 10 * echoed), (session.PingPongsSent, session.PingPongsAnswered, session.PingPongsEchoed));
    }

    [Fact]
    public async Task Whoever_does_not_answer_is_cut_after_a_hundred_seconds_without_a_close_frame()
    {
        await using var venue = await VenueServer.StartAsync(Quiet, _time);
        using var client = await ConnectAsync(venue);

        for (var i = 0; i < 109; i++) Pass(venue);
        Assert.True(venue.State().Sessions[0].IsOpen);
        Pass(venue);

        Assert.Equal(SessionEnd.CutAsUnanswering, venue.State().Sessions[0].End);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await client.ReadAsync() is { } frame) Assert.Equal(1, frame.Opcode);
        });
    }

    [Theory]
    [InlineData(60)]
    [InlineData(0.5)]
    public async Task The_time_to_answer_is_the_clients_and_does_not_scale_with_the_speed(double speed)
    {
        await using var venue = await VenueServer.StartAsync(Quiet with { Speed = speed }, _time);
        using var client = await ConnectAsync(venue);
        _time.Advance((TimeSpan.FromSeconds(10) / speed) + TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, venue.State().Sessions[0].PingPongsSent);

        _time.Advance(TimeSpan.FromSeconds(99.9));
        Assert.True(venue.State().Sessions[0].IsOpen);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(SessionEnd.CutAsUnanswering, venue.State().Sessions[0].End);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_same_text_is_an_answer_but_no_echo()
    {
        await using var venue = await VenueServer.StartAsync(Quiet, _time);
        using var client = await ConnectAsync(venue);
        for (var i = 0; i < 10; i++) Pass(venue);

        await client.SayAsync("""{"header": {"tr_id": "PINGPONG"}}""");

        var session = (await venue.WhenAsync(s => s.Sessions[0].PingPongsAnswered == 1)).Sessions[0];
        Assert.Equal((0, 1), (session.PingPongsEchoed, session.RequestsReceived));
    }

    private SessionState Pass(VenueServer venue)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return venue.State().Sessions[0];
    }

    private static async Task<BareClient> ConnectAsync(VenueServer venue)
    {
        var client = await BareClient.ConnectAsync(venue, key: (await VenueClient.KeyAsync(venue)).Reveal());
        await client.RequestAsync(Code.ToString());
        await client.AnswerAsync();
        return client;
    }
}
