using OptionAuctions.Venue.Tests.Clients;
using static OptionAuctions.Venue.Tests.Scenarios.Scene;

namespace OptionAuctions.Venue.Tests.Scenarios;

/// <summary>One test a shipped scenario: those about sessions, keys and answers.</summary>
public sealed class ShippedSessionScenariosSpecs
{
    [Fact]
    public async Task Slot_held_keeps_the_slot_for_two_minutes_after_a_client_vanished()
    {
        await using var scene = await OpenAsync("slot-held");
        (await scene.ListenAsync(Code)).Vanish();
        await scene.Venue.WhenAsync(s => !s.OpenSessions.Any());

        Assert.Equal("OPSP8996", await AskAsync(await scene.ConnectAsync()));
        scene.Pass(119);
        Assert.Equal("OPSP8996", await AskAsync(await scene.ConnectAsync()));
        scene.Pass(1);
        Assert.Equal("OPSP0000", await AskAsync(await scene.ConnectAsync()));
    }

    [Fact]
    public async Task Slot_taken_elsewhere_never_frees_the_slot()
    {
        await using var scene = await OpenAsync("slot-taken-elsewhere");

        Assert.Equal("OPSP8996", await AskAsync(await scene.ConnectAsync()));
        scene.Pass(90);
        Assert.Equal("OPSP8996", await AskAsync(await scene.ConnectAsync()));
    }

    [Fact]
    public async Task Key_expired_hands_out_a_void_key_first_and_voids_others_after_a_minute_but_not_the_session_they_began()
    {
        await using var scene = await OpenAsync("key-expired");
        Assert.Equal("OPSP0011", await AskAsync(await scene.ConnectAsync()));
        var client = await scene.ListenAsync(Code);

        scene.Pass(60);

        Assert.Equal("OPSP0000", await AskAsync(client, Other));
        await client.CloseAsync();
        await scene.Venue.WhenAsync(s => !s.OpenSessions.Any());
        Assert.Equal("OPSP0011", await AskAsync(await scene.ConnectAsync(client.Key)));
        Assert.Equal("OPSP0000", await AskAsync(await scene.ConnectAsync()));
    }

    [Fact]
    public async Task Keys_revoked_drops_the_line_and_voids_its_key()
    {
        await using var scene = await OpenAsync("keys-revoked");
        var client = await scene.ListenAsync(Code);

        scene.Pass(10);

        Assert.Equal(SessionEnd.CutByVenue, scene.Session.End);
        Assert.Equal("OPSP0011", await AskAsync(await scene.ConnectAsync(client.Key)));
    }

    [Fact]
    public async Task Approval_slow_answers_after_ten_seconds()
    {
        await using var scene = await OpenAsync("approval-slow");
        var key = scene.KeyAsync();

        await scene.Venue.WhenAsync(s => s.Counters.RequestsWaiting == 1);

        scene.Pass(9.9);
        Assert.Equal(0, scene.Venue.State().Counters.ApprovalsGranted);
        scene.Pass(0.1);

        Assert.Equal(36, (await key).Length);
    }

    [Fact]
    public async Task Approval_limited_gives_one_key_a_minute()
    {
        await using var scene = await OpenAsync("approval-limited");
        await scene.KeyAsync();

        Assert.Equal("500", (await BareClient.ApproveAsync(scene.Venue, "app-key", "secret")).Status);
        scene.Pass(60);
        Assert.Equal("200", (await BareClient.ApproveAsync(scene.Venue, "app-key", "secret")).Status);
    }

    [Fact]
    public async Task Cap_of_three_refuses_the_fourth_until_one_is_released()
    {
        await using var scene = await OpenAsync("cap-of-three");
        var client = await scene.ListenAsync("B11612081", "B11612082", "B11612083");

        Assert.Equal("OPSP0008", await AskAsync(client, "B11612084"));
        Assert.Equal("OPSP0001", await AskAsync(client, "B11612081", "2"));
        Assert.Equal("OPSP0000", await AskAsync(client, "B11612084"));
    }

    [Fact]
    public async Task Ghost_registrations_take_room_and_are_known_when_asked_for_again()
    {
        await using var scene = await OpenAsync("ghost-registrations");
        var codes = Enumerable.Range(0, 41).Select(i => $"B11612{i:000}").ToArray();
        (await scene.ListenAsync(codes)).Vanish();
        await scene.Venue.WhenAsync(s => !s.OpenSessions.Any());

        var next = await scene.ConnectAsync();
        Assert.Equal("OPSP0008", await AskAsync(next, "C11612000"));
        Assert.Equal("OPSP0002", await AskAsync(next, codes[0]));
        Assert.Equal("OPSP0001", await AskAsync(next, codes[1], "2"));
        Assert.Equal("OPSP0000", await AskAsync(next, "C11612000"));
    }

    [Fact]
    public async Task Late_after_release_goes_on_for_five_seconds()
    {
        await using var scene = await OpenAsync("late-after-release");
        var client = await scene.ListenAsync(Code);
        Assert.Equal("OPSP0001", await AskAsync(client, Code, "2"));
        var before = scene.Venue.State().Counters.RecordsSent;

        scene.Pass(5);
        var late = scene.Venue.State().Counters.RecordsSent;
        scene.Pass(30);

        Assert.True(late > before);
        Assert.Equal(late, scene.Venue.State().Counters.RecordsSent);
    }

    [Fact]
    public async Task Zombie_registration_acknowledges_the_third_and_stays_silent()
    {
        await using var scene = await OpenAsync("zombie-registration");
        await scene.ListenAsync("B11612081", "B11612082", "B11612083");

        scene.Pass(30);

        Assert.True(scene.Venue.State().Sent(new Instrument("B11612082")) > 0);
        Assert.Equal(0, scene.Venue.State().Sent(new Instrument("B11612083")));
        Assert.Equal(3, scene.Session.Registrations.Count);
    }

    [Fact]
    public async Task Answer_lost_registers_and_says_nothing()
    {
        await using var scene = await OpenAsync("answer-lost", marketRuns: false);
        var client = await scene.ListenAsync("B11612081", "B11612082");

        await client.RequestAsync("B11612083");
        Assert.Equal("OPSP0002", await AskAsync(client, "B11612083"));
        Assert.Equal((3, 4), (scene.Session.AnswersSent, scene.Session.RequestsReceived));
    }

    [Fact]
    public async Task Answer_doubled_says_everything_twice()
    {
        await using var scene = await OpenAsync("answer-doubled", marketRuns: false);
        var client = await scene.ListenAsync(Code);

        Assert.Equal("OPSP0000", MessageCode(await client.AnswerAsync()));
        Assert.Equal(2, scene.Session.AnswersSent);
    }

    [Fact]
    public async Task Answer_late_takes_seven_seconds()
    {
        await using var scene = await OpenAsync("answer-late", marketRuns: false);
        var client = await scene.ConnectAsync();
        await client.RequestAsync(Code);
        await scene.Venue.WhenAsync(s => s.Sessions[0].Registrations.Count == 1);

        scene.Pass(6.9);
        Assert.Equal(0, scene.Session.AnswersSent);
        scene.Pass(0.1);

        Assert.Equal("OPSP0000", MessageCode(await client.AnswerAsync()));
    }

    [Fact]
    public async Task Back_end_failing_refuses_every_second_registration_and_names_nobody()
    {
        await using var scene = await OpenAsync("back-end-failing");
        var client = await scene.ListenAsync("B11612081");

        await client.RequestAsync("B11612082");
        Assert.Equal(
            """{"header":{"tr_id":"(null)","tr_key":"","encrypt":"N"},"body":{"rt_cd":"9","msg_cd":"OPSP9993","msg1":"JSON PARSING ERROR : internal error"}}""",
            await client.AnswerAsync());
        Assert.Equal("OPSP0000", await AskAsync(client, "B11612083"));
    }

    [Fact]
    public async Task Close_unanswered_ends_the_session_and_sends_no_close_frame()
    {
        await using var scene = await OpenAsync("close-unanswered");
        var client = await scene.ListenAsync(Code);

        await client.CloseAsync();
        var state = await scene.Venue.WhenAsync(s => !s.OpenSessions.Any());
        Assert.Equal((SessionEnd.ClosedByClient, 1000), (state.Sessions[0].End, state.Sessions[0].CloseCode));

        // the slot is free although nothing was said: a second session is served while the first line still hangs
        Assert.Equal("OPSP0000", await AskAsync(await scene.ConnectAsync()));
    }
}
