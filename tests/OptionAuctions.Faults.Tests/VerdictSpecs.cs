using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>What the venue refuses, and what is done about it.</summary>
public sealed class VerdictSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task An_expired_approval_key_is_replaced_by_exactly_one_new_one()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, Speed = 100, ApprovalEvery = TimeSpan.Zero });
        await using var rig = FeedRig.Start(output, venue, Data.Three);
        await rig.RegisteredAsync(Data.Three);

        var mark = rig.Witness.Mark;
        venue.Play(Scenario.Parse("scenario keys-gone\nsays every key is void\nafter 1 second forget every approval key\nafter 1 second cut every session"));
        await rig.RegisteredAsync(Data.Three, mark);
        await venue.SendAsync(Data.Message(Data.Three));
        await rig.AppliedAsync(Data.Three[2], 1);

        await rig.DrainAsync(venue);
        var counters = venue.State().Counters;
        Assert.Equal((2, 1, 3), (counters.ApprovalsGranted, counters.AnswersByCode["OPSP0011"], counters.SessionsOpened));
    }

    [Fact]
    public async Task The_approval_key_that_OPSP0011_echoes_is_masked_and_the_dropped_line_costs_one_dial()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        await using var rig = FeedRig.Start(output, venue, Data.Three); // on disposal it asserts that nothing it heard shows a key
        await rig.RegisteredAsync(Data.Three);

        var mark = rig.Witness.Mark;
        venue.Play(Scenario.Parse(
            "scenario keys-gone\nsays every key is void\nafter 10 milliseconds forget every approval key\nafter 10 milliseconds cut every session"));
        await rig.RegisteredAsync(Data.Three, mark);

        var refused = (await rig.Witness.AllAsync<FeedLost>(mark)).Single(lost => lost.Reason.Contains("OPSP0011", StringComparison.Ordinal));
        Assert.Equal("OPSP0011 invalid approval : ***", refused.Reason);
        await rig.DrainAsync(venue);
        Assert.Equal([SessionEnd.CutByVenue, SessionEnd.CutAsRefused, SessionEnd.ClosedByClient], venue.State().Sessions.Select(s => s.End));
        Assert.Equal(2, venue.State().Counters.ApprovalsGranted);
    }

    [Fact]
    public async Task An_answer_that_echoes_the_approval_key_in_every_member_shows_it_nowhere()
    {
        await using var venue = HostileVenue.Start(async (line, number) =>
        {
            await line.UpgradeAsync();
            if (number == 1)
            {
                await line.ReadAsync();
                const string key = Canary.ApprovalKey;
                await line.SendAsync(WsFrame.Text(System.Text.Encoding.ASCII.GetBytes(
                    $$$"""{"header":{"tr_id":"{{{key}}}","tr_key":"{{{key}}}"},"body":{"rt_cd":"{{{key}}}","msg_cd":"{{{key}}}","msg1":"{{{key}}}"}}""")));
                await line.AnswerAsync(Data.Three[0].ToString(), "1", "OPSP0011", $"invalid approval : {key}");
            }

            await line.ServeAsync();
        });
        await using var rig = FeedRig.Start(output, venue.WebSocketUrl, venue.ApprovalUrl, Data.Three);

        var lost = await rig.Witness.WhenAsync<FeedLost>();
        await rig.RegisteredAsync(Data.Three);
        var status = await rig.StatusAsync();
        await rig.DrainAsync();

        Assert.Equal("OPSP0011 invalid approval : ***", lost.Reason);
        Assert.Null(rig.Canary.In($"{status} {string.Join(' ', status.Sessions)}"));
    } // that no log line, event or dead letter shows the key, the rig asserts

    [Fact]
    public async Task A_refused_code_is_told_to_who_asked_for_it_and_forty_flow()
    {
        var codes = Data.Codes(41);
        await using var venue = await VenueServer.StartAsync(new VenueOptions
        {
            MarketRuns = false, Scenario = Scenario.Parse("scenario no-such\nsays one code is unknown\nrefuse every 41st registration with OPSP8992"),
        });
        await using var rig = FeedRig.Start(output, venue, codes);

        var refused = await rig.Witness.WhenAsync<CodeRegistrationChanged>(c => c.Status == RegistrationStatus.Refused);
        await venue.SendAsync(Data.Message([.. codes.Where(c => c != refused.Code)]));
        await Task.WhenAll(codes.Where(c => c != refused.Code).Select(code => rig.AppliedAsync(code, 1)));
        Assert.Equal(40, venue.State().Sessions.Single().Registrations.Count);
        await rig.DrainAsync(venue);

        Assert.Contains("OPSP8992", refused.Reason);
        Assert.Equal(RegistrationStatus.Refused, rig.Last(refused.Code).Registration);
        Assert.Equal(1, venue.State().Counters.AnswersByCode["OPSP8992"]); // it is not asked for again
    }

    [Fact]
    public async Task With_a_cap_of_three_three_flow_and_the_rest_is_deferred_and_reported()
    {
        var codes = Data.Codes(8);
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, MaxRegistrations = 3 });
        await using var rig = FeedRig.Start(output, venue, codes);

        foreach (var code in codes.Skip(3)) await rig.RegisteredAsync(code, RegistrationStatus.Deferred);
        await venue.SendAsync(Data.Message([.. codes.Take(3)]));
        foreach (var code in codes.Take(3)) await rig.AppliedAsync(code, 1);
        var status = await rig.StatusAsync();
        await rig.DrainAsync(venue);

        Assert.Equal((5, 3, 3), (status.Deferred, status.Sessions[0].Capacity, status.Sessions[0].Active));
        Assert.All(codes.Skip(3), code => Assert.Equal(RegistrationStatus.Deferred, rig.Last(code).Registration));
        Assert.Equal(1, venue.State().Counters.AnswersByCode["OPSP0008"]); // asked for once too often, and never again
    }

    [Fact]
    public async Task What_a_capped_app_key_does_not_take_moves_to_another()
    {
        var codes = Data.Codes(10);
        var full = 0;
        await using var venue = HostileVenue.Start(async (line, number) =>
        {
            await line.UpgradeAsync();
            await line.ServeAsync(capacity: number == 1 ? 3 : 41, refused: () => Interlocked.Increment(ref full));
        });
        await using var rig = FeedRig.Start(output, venue.WebSocketUrl, venue.ApprovalUrl, codes, new(Keys: 2));

        await rig.RegisteredAsync(codes);
        var status = await rig.StatusAsync();
        await rig.DrainAsync();

        Assert.Equal([3, 7], status.Sessions.Select(l => l.Active).Order());
        Assert.Equal((0, 1), (status.Deferred, full));
    }
}
