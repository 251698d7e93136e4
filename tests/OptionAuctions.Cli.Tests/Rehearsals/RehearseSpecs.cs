using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Rehearsals;

public sealed class RehearseSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rehearsal-");

    private string Raw => Path.Combine(_folder.FullName, "raw.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task At_a_paper_host_in_order_every_step_is_ok_and_the_exit_code_is_0()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options);
        await using var run = CliRun.Start(PaperVenue.Rehearsing(venue, Raw), PaperVenue.Account());
        await PaperVenue.PublishAsync(venue);

        Assert.Equal(0, await run.Code);
        var steps = PaperVenue.StepsOf(run.Out);
        Assert.Equal(
            [
                "approval", "upgrade", "register H0STASP0 005930", "register H0STASP0 000660", "register H0STCNT0 005930", "register H0STCNT0 000660",
                "record H0STASP0", "record H0STCNT0", "release", "pingpong", "ping", "close", "counts", "slot",
            ],
            steps.Keys);
        Assert.All(steps.Values, step => Assert.Equal(("ok", ""), (step.Verdict, step.Fix)));
        Assert.Equal("OPSP0000 SUBSCRIBE SUCCESS", steps["register H0STCNT0 000660"].Found);
        Assert.Equal("59 columns, 59 documented", steps["record H0STASP0"].Found);
        Assert.Equal("47 columns, 46 documented; the feed passes over those behind", steps["record H0STCNT0"].Found);
        Assert.Equal($"{{\"type\":\"summary\",\"ok\":14,\"failed\":0,\"skipped\":0,\"raw\":\"{Raw}\",\"rawDropped\":0}}", run.Out.Lines[^1]);
    }

    [Fact]
    public async Task It_is_two_sessions_one_after_the_other_each_closed_with_1000()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options);
        await using var run = CliRun.Start(PaperVenue.Rehearsing(venue, Raw), PaperVenue.Account());
        await PaperVenue.PublishAsync(venue);
        await run.Code;

        var sessions = venue.State().Sessions;
        Assert.Equal([(SessionEnd.ClosedByClient, 1000), (SessionEnd.ClosedByClient, 1000)], sessions.Select(session => (session.End, session.CloseCode ?? 0)));
        Assert.Equal(8, sessions[0].RequestsReceived); // four registrations, and their releases
        Assert.True(sessions[0].PingPongsEchoed > 0);
    }

    [Fact]
    public async Task The_messages_are_kept_as_received_for_their_owner_only_and_without_any_key()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options);
        await using var run = CliRun.Start(PaperVenue.Rehearsing(venue, Raw), PaperVenue.Account("canary-app-key", "canary-app-secret"));
        await PaperVenue.PublishAsync(venue);
        await run.Code;

        var kept = await File.ReadAllTextAsync(Raw);
        foreach (var message in PaperVenue.Messages) Assert.Contains($" {message.Length} {message}\n", kept);
        Assert.Contains("\"tr_id\":\"PINGPONG\"", kept);
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|canary", kept + run.Said);
        Assert.DoesNotMatch("\"(iv|key)\":\"[^*]", kept);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Raw));
    }

    [Fact]
    public async Task Without_a_name_the_file_is_in_the_state_folder_and_the_steps_are_plain_lines()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options);
        var account = PaperVenue.Account();
        account["OptionAuctions__StateDirectory"] = _folder.FullName;
        await using var run = CliRun.Start(
            ["rehearse", "--ws-url", $"{venue.WebSocketUrl}", "--approval-url", $"{venue.ApprovalUrl}", "--stocks", "005930,000660"], account);
        await PaperVenue.PublishAsync(venue);

        Assert.Equal(0, await run.Code);
        Assert.Equal($"14 steps ok, 0 failed, 0 skipped; messages as received: {Assert.Single(_folder.GetFiles("rehearsal-*.log"))}", run.Out.Lines[^1]);
        Assert.Matches("^ok       register H0STASP0 005930 +\\d+ ms  OPSP0000 SUBSCRIBE SUCCESS$", run.Out.Lines[2]);
    }

    [Fact]
    public async Task An_end_that_is_requested_closes_the_session_and_the_steps_that_are_left_are_skipped()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options);
        await using var run = CliRun.Start(PaperVenue.Rehearsing(venue, Raw), PaperVenue.Account());
        await run.Out.WhenAsync(line => line.Contains("register H0STCNT0 000660"));

        Assert.Equal(1, await run.InterruptAsync());
        var steps = PaperVenue.StepsOf(run.Out);
        Assert.Equal(("skipped", "an end was requested"), (steps["record H0STASP0"].Verdict, steps["record H0STASP0"].Found));
        Assert.Equal(("ok", "skipped"), (steps["close"].Verdict, steps["slot"].Verdict));
        Assert.Equal((SessionEnd.ClosedByClient, 1000), (venue.State().Sessions.Single().End, venue.State().Sessions.Single().CloseCode));
        Assert.Equal("auctions: the steps from record H0STASP0 on were skipped: an end was requested", run.Error.Lines[^1]);
    }

    [Fact]
    public async Task A_process_of_its_own_rehearses_as_well()
    {
        await using var venue = await VenueServer.StartAsync(PaperVenue.Options);
        await using var process = CliProcess.Start(PaperVenue.Rehearsing(venue, Raw), PaperVenue.Account());
        await PaperVenue.PublishAsync(venue);

        Assert.Equal(0, await process.CodeAsync());
        Assert.All(PaperVenue.StepsOf(process.Out).Values, step => Assert.Equal("ok", step.Verdict));
    }

    [Fact]
    public async Task Two_processes_rehearse_over_the_words_that_a_paper_venue_prints_and_what_fails_there_is_the_exit_code_1()
    {
        await using var venue = CliProcess.Start(["venue", "--paper", "--scenario", "slot-taken-elsewhere"]);
        await venue.Out.WhenAsync(line => line.Contains("approval-url "));
        string[] dial = [.. venue.Out.Lines.SelectMany(line => $"--{line}".Split(' '))];
        await using var process = CliProcess.Start(["rehearse", "--raw", Raw, .. dial], PaperVenue.Account());

        Assert.Equal(1, await process.CodeAsync());
        Assert.StartsWith(
            "auctions: step register H0STASP0 005930 failed: OPSP8996 ALREADY IN USE appkey; another session holds this app key: ", process.Error.Lines[^1]);
    }
}
