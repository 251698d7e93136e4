using Xunit.Abstractions;

namespace OptionAuctions.Tests.Feed;

/// <summary>The two entries of the package refuse options that a feed cannot start on, by the key.</summary>
public sealed class AuctionFeedSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    private static readonly FeedOptions Impossible = Some.Options(options => options.Connection.Capacity = 0);

    [Fact]
    public void A_feed_does_not_start_on_impossible_options() => Assert.Contains(
        "OptionAuctions:Connection:Capacity",
        Assert.Throws<ArgumentException>(() => AuctionFeed.Start(Sys, Impossible, TimeProvider.System)).Message);

    [Fact]
    public void A_feed_without_a_connection_does_not_start_on_them_either() => Assert.Contains(
        "OptionAuctions:Connection:Capacity",
        Assert.Throws<ArgumentException>(() => new OfflineFeed(Sys, Impossible, TimeProvider.System)).Message);
}
