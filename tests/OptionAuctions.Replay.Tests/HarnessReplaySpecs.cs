using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Replay.Tests;

/// <summary>A recording in a test of a strategy, on the harness.</summary>
public sealed class HarnessReplaySpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    [Fact]
    public async Task A_strategys_probe_receives_what_was_recorded_in_the_time_of_the_recording()
    {
        await using var day = new RecordedDay();
        day.Data((1, 12_000), (2, 12_050));
        day.Advance(TimeSpan.FromSeconds(7));
        day.Skip(1);
        day.Data((1, 12_100));
        await day.EndAsync();
        await using var market = AuctionHarness.On(this, RecordedDay.Code(1));

        var totals = await market.ReplayAsync(day.Path);

        Assert.Equal((2L, 1L), (totals.Messages, totals.Gaps));
        Assert.Equal(RecordedDay.Begin.AddSeconds(7), market.Time.Now);
        var auction = await market.AuctionAsync(RecordedDay.Code(1));
        Assert.Equal((12_100m, 2L, 1), (auction.Latest.Price.ToDecimal(), auction.Revision, auction.Gaps));
        Assert.Equal(1, (await market.IdentityHoldsAsync()).Unrequested);
        await Assert.ThrowsAsync<InvalidOperationException>(() => market.ReplayAsync(day.Path));
    }

    [Fact]
    public async Task It_is_told_the_same_as_in_a_replay_on_one_thread()
    {
        await using var day = new RecordedDay().Play(seed: 6, codes: 4, bursts: 75, length: TimeSpan.FromMinutes(12), appKeys: 2);
        day.Skip(2); // a gap of one of the app keys
        await day.Play(seed: 7, codes: 4, bursts: 75, length: TimeSpan.FromMinutes(12), appKeys: 2).EndAsync();
        using var digest = new ReplayDigest();
        Instrument[] codes = [RecordedDay.Code(0), RecordedDay.Code(1), RecordedDay.Code(2), RecordedDay.Code(3)];
        var first = day.Open().Read().First().ReceivedAt;
        await using var market = AuctionHarness.On(this, options => options.Codes = [.. codes.Select(code => $"{code}")], startsAt: first);
        await market.SettleAsync();
        await market.JoinAsync(Sys.ActorOf(ReplaySubscriber.Props(market.Auctions, digest, onChange: null)));

        var totals = await market.ReplayAsync(day.Path);

        Assert.Equal(1, totals.Gaps);
        var alone = await RecordingReplay.RunAsync(day.Open(), new ReplayOptions { Change = options => options.Auctions.SilentAfter = TimeSpan.Zero });
        Assert.Equal(alone.Digest, digest.Text());
    }
}
