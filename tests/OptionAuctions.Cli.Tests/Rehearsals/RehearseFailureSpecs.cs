using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Rehearsals;

/// <summary>What goes wrong: the step that fails, its cause, and what to do.</summary>
public sealed class RehearseFailureSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rehearsal-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Slot_held_a_session_that_vanished_without_a_close_frame_fails_the_first_registration()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options with { Scenario = PaperVenue.Scenario("slot-held") });
        using (var other = await PaperVenue.TakeSlotAsync(venue, "any-key")) other.Abort();
        await venue.WhenAsync(state => !state.OpenSessions.Any());

        var steps = await FailAsync(venue);

        Assert.Equal(
            ("failed", "OPSP8996 ALREADY IN USE appkey",
                "another session holds this app key: end it, or, when one ended without a close frame, wait two minutes, and rehearse again"),
            steps["register H0STASP0 005930"]);
        Assert.Equal("the connection ended in step register H0STASP0 005930", steps["slot"].Found);
        Assert.Equal(2, venue.State().Sessions.Count); // the other one's, and one of ours: nothing was dialed again
    }

    [Fact]
    public async Task Key_expired_an_approval_key_that_is_void_when_it_is_used_fails_the_first_registration()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options with { Scenario = PaperVenue.Scenario("key-expired") });

        var steps = await FailAsync(venue);

        var (verdict, found, fix) = steps["register H0STASP0 005930"];
        Assert.Equal(("ok", "ok", "failed", "OPSP0011 invalid approval : ***"), (steps["approval"].Verdict, steps["upgrade"].Verdict, verdict, found));
        Assert.StartsWith("the venue does not know the approval key, or no longer: ", fix);
        Assert.Single(venue.State().Sessions);
    }

    [Fact]
    public async Task Pings_ignored_is_named_with_what_to_do_and_the_steps_behind_it_go_on()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options with { Scenario = PaperVenue.Scenario("pings-ignored") });
        await using var run = CliRun.Start(PaperVenue.Rehearsing(venue, Raw), PaperVenue.Account());
        await PaperVenue.PublishAsync(venue);

        Assert.Equal(1, await run.Code);
        var steps = PaperVenue.StepsOf(run.Out);
        Assert.Equal(("failed", "no ping frame of ours was answered"), (steps["ping"].Verdict, steps["ping"].Found));
        Assert.Contains("Connection:KeepAliveInterval", steps["ping"].Fix);
        Assert.Equal(["ping"], steps.Where(step => step.Value.Verdict != "ok").Select(step => step.Key));
        Assert.Contains("step ping failed", run.Error.Text);
    }

    [Fact]
    public async Task A_venue_that_sends_no_PINGPONG_and_no_record_fails_those_steps_and_the_others_go_on()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options with { PingPongEvery = TimeSpan.FromHours(1) });

        var steps = await FailAsync(venue, "--for", "500ms");

        Assert.Equal(("failed", "none came"), (steps["pingpong"].Verdict, steps["pingpong"].Found));
        Assert.Equal("the venue sends one on a line that is quiet for some 20 s: give it longer with --for", steps["pingpong"].Fix);
        Assert.Equal("failed", steps["record H0STASP0"].Verdict);
        Assert.Equal(("ok", "ok", "ok"), (steps["release"].Verdict, steps["close"].Verdict, steps["slot"].Verdict));
    }

    [Fact]
    public async Task Credentials_that_the_venue_does_not_know_fail_the_approval()
    {
        var others = new VenueAccount(new Secret("another-key"), new Secret("another-secret"));
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options with { Accounts = [others] });

        var steps = await FailAsync(venue);

        Assert.StartsWith("no approval key, HTTP 403: EGW00103", steps["approval"].Found);
        Assert.StartsWith("the app key and secret are not those of a paper account (모의투자)", steps["approval"].Fix);
        Assert.Equal("skipped", steps["upgrade"].Verdict);
    }

    [Fact]
    public async Task A_connection_that_is_lost_ends_the_rehearsal_and_is_not_replaced()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options);
        await using var run = CliRun.Start(PaperVenue.Rehearsing(venue, Raw), PaperVenue.Account());
        await run.Out.WhenAsync(line => line.Contains("register H0STCNT0 000660"));
        venue.AbortSessions();

        Assert.Equal(1, await run.Code);
        var steps = PaperVenue.StepsOf(run.Out);
        Assert.Equal(("failed", "skipped"), (steps["record H0STASP0"].Verdict, steps["slot"].Verdict));
        Assert.Single(venue.State().Sessions);
    }

    private string Raw => Path.Combine(_folder.FullName, "raw.log");

    private async Task<Dictionary<string, (string Verdict, string Found, string Fix)>> FailAsync(VenueServer venue, params string[] more)
    {
        string[] args = [.. PaperVenue.Rehearsing(venue, Raw)];
        if (more.Length > 0) args = [.. args.Where(word => word is not ("--for" or "30s")), .. more];
        await using var run = CliRun.Start(args, PaperVenue.Account());
        Assert.Equal(1, await run.Code);
        var steps = PaperVenue.StepsOf(run.Out);
        foreach (var (name, step) in steps.Where(step => step.Value.Verdict == "failed"))
            Assert.Contains($"auctions: step {name} failed: {step.Found}; {step.Fix}", run.Error.Lines);
        return steps;
    }
}
