using OptionAuctions.Replay;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests;

/// <summary>The venue in a test of any host: here the feed's actors alone.</summary>
public sealed class VenueInTestSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    [Fact]
    public async Task Options_that_are_pointed_to_it_are_possible_ones_through_the_network()
    {
        await using var venue = await VenueInTest.StartAsync();
        var options = new FeedOptions();

        venue.Configure(options);

        Assert.Empty(options.Validate());
        Assert.Equal((venue.Network.Port, venue.Server.ApprovalUrl), (options.WsUrl.Port, options.ApprovalUrl));
    }

    [Fact]
    public async Task A_market_goes_on_as_far_as_the_test_moves_the_clock()
    {
        await using var venue = await VenueInTest.StartAsync(new VenueOptions { Codes = [Some.Code] }, new VirtualClock());
        var options = new FeedOptions();
        venue.Configure(options);
        var (router, feed) = AuctionFeed.Start(Sys, options, venue.Clock);
        var probe = AuctionProbe.On(this, router, Some.Code);
        await probe.ExpectSnapshotAsync();
        await venue.RegisteredAsync(Some.Code);

        venue.TestClock!.Advance(TimeSpan.FromSeconds(60));

        var sent = venue.Server.State().Counters.RecordsSent;
        var last = await probe.ExpectChangeAsync(ChangeKind.Indication);
        while (last.Current.Revision < sent) last = await probe.ExpectChangeAsync(ChangeKind.Indication);
        Assert.Equal((CallKind.Opening, 0), (last.Current.Session.Call, last.Current.Gaps));
        Assert.Equal(new TimeOnly(8, 40, 55), TimeOnly.FromDateTime(venue.TestClock.Now.DateTime));
        Assert.Equal(sent, (await FeedIdentity.HoldsAsync(feed)).Records);
    }
}
