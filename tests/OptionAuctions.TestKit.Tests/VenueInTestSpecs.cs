using Akka.Actor;
using OptionAuctions.Connection;
using OptionAuctions.Market;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests;

/// <summary>The venue in a test of any host: here the feed's actors alone.</summary>
public sealed class VenueInTestSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    [Fact]
    public async Task Options_that_are_pointed_to_it_are_possible_ones_through_the_line()
    {
        await using var venue = await VenueInTest.StartAsync();
        var options = new FeedOptions();

        venue.Point(options);

        Assert.Empty(FeedOptionsValidation.Check(options));
        Assert.Equal((venue.Line.Port, venue.Server.ApprovalUrl), (options.WsUrl.Port, options.ApprovalUrl));
    }

    [Fact]
    public async Task A_market_goes_on_as_far_as_the_test_moves_the_clock()
    {
        await using var venue = await VenueInTest.StartAsync(new VenueOptions { Codes = [Some.Code] }, new VirtualClock());
        using var http = new HttpClient();
        var (router, feed) = Feed(venue, http);
        var probe = AuctionProbe.On(this, router, Some.Code);
        await probe.ExpectSnapshotAsync();
        await venue.RegisteredAsync(Some.Code);

        venue.Steps!.Advance(TimeSpan.FromSeconds(60));

        var sent = venue.Server.State().Counters.RecordsSent;
        var last = await probe.ExpectChangeAsync(Subscribers.ChangeKind.Indication);
        while (last.Current.Revision < sent) last = await probe.ExpectChangeAsync(Subscribers.ChangeKind.Indication);
        Assert.Equal((CallKind.Opening, 0, new TimeOnly(8, 40, 55)), (last.Current.Session.Call, last.Current.Gaps, TimeOnly.FromDateTime(venue.Steps.Now.DateTime)));
        Assert.Equal(sent, (await FeedIdentity.HoldsAsync(feed)).Records);
    }

    private (IActorRef Router, IActorRef Feed) Feed(VenueInTest venue, HttpClient http)
    {
        var options = new FeedOptions();
        venue.Point(options);
        var meter = new FeedMeter(venue.Clock);
        var router = Sys.ActorOf(CodeRouterActor.Props(options, meter, venue.Clock));
        return (router, Sys.ActorOf(FeedSupervisor.Props(options, meter, venue.Clock, router, http)));
    }
}
