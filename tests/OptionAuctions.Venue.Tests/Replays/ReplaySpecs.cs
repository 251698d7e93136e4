using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;

namespace OptionAuctions.Venue.Tests.Replays;

/// <summary>A venue that is given messages with their times sends them, unchanged, to whoever has registered them.</summary>
public sealed class ReplaySpecs
{
    private const string One = "B11612083", Other = "C11612083";

    private static readonly DateTimeOffset Yesterday = new(2026, 11, 30, 8, 40, 0, MarketTime.Offset);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Each_message_is_sent_byte_for_byte_at_its_time_by_the_clock_of_the_venue(double speed)
    {
        byte[][] texts = [Data(One, "084000"), [.. Data(One, "084002"), 0xC0, 0xE5], [.. Data(One, "084010"), (byte)'\n']];
        await using var venue = await StartAsync(speed, At(0, texts[0]), At(2, texts[1]), At(10, texts[2]));
        using var client = await ConnectAsync(venue, "an-app-key", One);

        foreach (var (wait, text) in new[] { 10, 2 / speed, 8 / speed }.Zip(texts))
        {
            _time.Advance(TimeSpan.FromSeconds(wait) - Moment);
            var before = venue.State().Counters.FramesSent;
            _time.Advance(Moment);

            Assert.Equal(before + 1, venue.State().Counters.FramesSent);
            Assert.Equal(text, await DataAsync(client));
        }
    }

    [Fact]
    public async Task A_message_goes_whole_to_the_sessions_that_are_registered_for_one_of_its_records()
    {
        var (first, second, both) = (Data(One, "084000"), Data(Other, "084000"), Data(One, "084001", Other));
        await using var venue = await StartAsync(1, At(0, first), At(0, second), At(1, both), At(2, Data("B50612080", "084002")));
        using var one = await ConnectAsync(venue, "one-key", One);
        using var other = await ConnectAsync(venue, "other-key", Other);

        _time.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal([first, both], [await DataAsync(one), await DataAsync(one)]);
        Assert.Equal([second, both], [await DataAsync(other), await DataAsync(other)]);
        var state = venue.State();
        Assert.Equal(new ReplayState(HasBegun: true, Played: 4, SentToAll: 0, IsOver: true, Failure: null), state.Replay);
        Assert.All(state.Sessions, session => Assert.Equal(2, session.FramesSent));
        Assert.Equal((2, 2, 0), (state.Sent(new Instrument(One)) - 1, state.Sent(new Instrument(Other)) - 1, state.Sent(new Instrument("B50612080"))));
    }

    [Fact]
    public async Task Nothing_is_played_before_a_session_has_registered_and_a_code_registered_soon_after_misses_nothing()
    {
        await using var venue = await StartAsync(60, At(0, Data(Other, "084000")), At(30, Data(One, "084030")));
        Assert.Equal(Yesterday - TimeSpan.FromMinutes(10), venue.State().Now);
        _time.Advance(TimeSpan.FromMinutes(5));
        using var client = await ConnectAsync(venue, "an-app-key", One);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, venue.State().Replay!.Played);
        await client.RequestAsync(Other);
        await venue.WhenAsync(s => s.Sessions[0].Registrations.Count == 2);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([Data(Other, "084000"), Data(One, "084030")], [await DataAsync(client), await DataAsync(client)]);
    }

    [Fact]
    public async Task What_is_registered_after_its_time_is_missed()
    {
        await using var venue = await StartAsync(1, At(0, Data(Other, "084000")), At(2, Data(Other, "084002")));
        using var client = await ConnectAsync(venue, "an-app-key", One);
        _time.Advance(TimeSpan.FromSeconds(11));
        await client.RequestAsync(Other);
        await venue.WhenAsync(s => s.Sessions[0].Registrations.Count == 2);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Data(Other, "084002"), await DataAsync(client));
    }

    [Theory]
    [InlineData("0|H0ZOANC0|001|???", 2, 1)]
    [InlineData("nonsense", 2, 1)]
    [InlineData("1|H0STCNI0|001|b3JkZXJz+/=", 2, 1)]
    [InlineData("0|H0ZOANC0|001|B11612083^and no more", 1, 0)] // its code can be read, its record cannot
    [InlineData("0|H0STANC0|001|B11612083^a TR without a layout", 0, 0)]
    public async Task What_names_no_TR_and_code_goes_to_every_session_and_is_counted(string text, int frames, int sentToAll)
    {
        await using var venue = await StartAsync(1, At(0, Encoding.ASCII.GetBytes(text)));
        using var one = await ConnectAsync(venue, "one-key", One);
        using var other = await ConnectAsync(venue, "other-key", Other);

        _time.Advance(TimeSpan.FromSeconds(10));

        var state = venue.State();
        Assert.Equal((frames, 0, sentToAll), (state.Counters.FramesSent, state.Counters.RecordsSent, state.Replay!.SentToAll));
        if (frames > 0) Assert.Equal(text, Encoding.ASCII.GetString(await DataAsync(one)));
    }

    [Fact]
    public async Task After_the_last_message_the_venue_stays_up()
    {
        await using var venue = await StartAsync(1, At(0, Data(One, "084000")));
        using var client = await ConnectAsync(venue, "an-app-key", One);
        var over = venue.WhenAsync(s => s.Replay!.IsOver);
        _time.Advance(TimeSpan.FromSeconds(10));
        await over;
        await DataAsync(client);

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Contains("PINGPONG", await client.AnswerAsync());
        await client.RequestAsync(Other);
        Assert.Contains("OPSP0000", await client.AnswerAsync());
    }

    [Fact]
    public async Task Messages_are_asked_for_one_by_one_and_what_they_hold_is_released_at_the_end()
    {
        var (asked, released) = (0, false);
        var venue = await VenueServer.StartAsync(new VenueOptions { Replay = Messages() }, _time);
        using var client = await ConnectAsync(venue, "an-app-key", One);
        _time.Advance(TimeSpan.FromSeconds(15));
        venue.State();

        Assert.Equal(7, asked); // six were due, and the next waits
        Assert.False(released);
        await venue.StopAsync();
        Assert.True(released);

        IEnumerable<TimedMessage> Messages()
        {
            try
            {
                while (true) yield return At(asked++, Data(One, "084000"));
            }
            finally
            {
                released = true;
            }
        }
    }

    [Fact]
    public async Task Messages_that_cannot_be_read_on_end_the_replay_and_not_the_venue()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { Replay = Torn() }, _time);
        using var client = await ConnectAsync(venue, "an-app-key", One);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new ReplayState(HasBegun: true, Played: 1, SentToAll: 0, IsOver: true, Failure: "torn off"), venue.State().Replay);
        Assert.Equal(Data(One, "084000"), await DataAsync(client));

        static IEnumerable<TimedMessage> Torn()
        {
            yield return At(0, Data(One, "084000"));
            throw new IOException("torn off");
        }
    }

    [Fact]
    public async Task A_replay_without_a_message_is_refused_before_anything_listens()
    {
        var none = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(1));
        var early = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(1, new TimedMessage(default, Data(One, "084000"))));

        Assert.StartsWith("Replay must have a message", none.Message);
        Assert.StartsWith("Replay must begin on a day of the years 2000 to 2100", early.Message);
    }

    [Fact]
    public async Task A_scenario_is_played_on_what_is_replayed()
    {
        var options = new VenueOptions
        {
            Replay = [At(0, Data(One, "084000")), At(1, "nonsense"u8.ToArray())],
            Scenario = Scenario.Parse("scenario twice\nsays all of it\n\nsend messages twice\n"),
        };
        await using var venue = await VenueServer.StartAsync(options, _time);
        using var client = await ConnectAsync(venue, "an-app-key", One);

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal((3, 2), (venue.State().Counters.FramesSent, venue.State().Counters.RecordsSent));
    }

    [Fact]
    public async Task The_state_tells_over_HTTP_how_far_it_is()
    {
        await using var venue = await StartAsync(1, At(0, Data(One, "084000")));

        var (_, state) = await VenueClient.GetAsync(venue, "/venue/state");

        Assert.Contains("""
            "replay":{"hasBegun":false,"played":0,"sentToAll":0,"isOver":false,"failure":null}
            """, state);
    }

    private static TimedMessage At(double seconds, byte[] bytes) => new(Yesterday + TimeSpan.FromSeconds(seconds), bytes);

    private static byte[] Data(string code, string time, string? second = null) => Encoding.ASCII.GetBytes(second is null
        ? $"0|H0ZOANC0|001|{Record(code, time)}"
        : $"0|H0ZOANC0|002|{Record(code, time)}^{Record(second, time)}");

    private static string Record(string code, string time) => $"{code}^{time}^1060.00^-120.00^5^-10.17^311";

    private Task<VenueServer> StartAsync(double speed, params TimedMessage[] messages) =>
        VenueServer.StartAsync(new VenueOptions { Replay = messages, Speed = speed }, _time);

    private static async Task<BareClient> ConnectAsync(VenueServer venue, string appKey, string code)
    {
        var client = await BareClient.ConnectAsync(venue, key: (await VenueClient.KeyAsync(venue, appKey)).Reveal());
        await client.RequestAsync(code);
        await client.AnswerAsync();
        return client;
    }

    /// <summary>The next message that is neither an answer nor PINGPONG.</summary>
    private static async Task<byte[]> DataAsync(BareClient client)
    {
        while (true)
        {
            var frame = await client.ReadAsync() ?? throw new IOException("the venue hung up");
            if (frame.Payload[0] != (byte)'{') return frame.Payload;
        }
    }
}
