using Xunit.Abstractions;
using Xunit.Sdk;

namespace OptionAuctions.TestKit.Tests.Probes;

/// <summary>An expectation that is not met says quantity and book of what came instead, where there are some.</summary>
public sealed class DetailedProbeSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly Instrument Stock = new("005930"), Future = new("A11610");

    [Fact]
    public async Task Another_quantity_is_named()
    {
        var probe = await HeardAsync(Auction.Of(Future).Opens().Indicates(71_200, quantity: 1_200));

        await FailsAsync(
            () => probe.ExpectIndicationAsync(71_200, quantity: 1_300),
            "expected indication 71200, quantity 1300, and A11610 indication 71200, quantity 1200 at revision 1 came");
    }

    [Fact]
    public async Task Another_price_is_named_with_quantity_and_book()
    {
        var probe = await HeardAsync(Auction.Of(Stock).Opens().WithBook(71_100, 71_300, 5, 4).Indicates(71_250, quantity: 1_200));

        await FailsAsync(
            () => probe.ExpectIndicationAsync(71_300),
            "expected indication 71300, and 005930 indication 71250 (OffTick), quantity 1200, book 71100 x 5 to 71300 x 4 at revision 1 came");
    }

    [Fact]
    public async Task Another_book_is_named()
    {
        var probe = await HeardAsync(Auction.Of(Some.Code).Opens().Book(1120, 1140, 12, 187));

        await FailsAsync(
            () => probe.ExpectBookAsync(1120, null), "expected book 1120 to none, and B11612083 book 1120 x 12 to 1140 x 187 at revision 0 came");
        await probe.ExpectBookAsync(1120, 1140);
    }

    /// <summary>A probe that was played a script, and has its snapshot behind it.</summary>
    private async Task<AuctionProbe> HeardAsync(Auction auction)
    {
        var market = AuctionHarness.On(this, auction.Code);
        var probe = await market.SubscribeAsync(auction.Code);
        await market.PlayAsync(auction);
        await probe.ExpectSnapshotAsync();
        return probe;
    }

    private static async Task FailsAsync(Func<Task> expectation, string message) =>
        Assert.Contains(message, (await Assert.ThrowsAnyAsync<XunitException>(expectation)).Message, StringComparison.Ordinal);
}
